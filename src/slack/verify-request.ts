/**
 * Proves that a request comes from Slack: HMAC-SHA-256 over `v0:{timestamp}:{raw body}`, at most five minutes old or
 * ahead. Source: docs.slack.dev/authentication/verifying-requests-from-slack. Nothing is parsed before this has passed.
 */

/** Requests further from our clock than this, in either direction, are refused. */
export const MAX_SKEW_MS = 5 * 60_000;

export type Verification =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly reason: "no-signature" | "bad-timestamp" | "stale" | "mismatch" };

export interface SignedRequest {
  readonly timestamp: string | null;
  readonly signature: string | null;
  readonly body: Uint8Array;
}

/** Checks against each secret in turn: the current one, then the one before it during a rotation. */
export async function verifyRequest(
  request: SignedRequest,
  secrets: readonly string[],
  nowMs: number,
): Promise<Verification> {
  const { timestamp, signature } = request;
  if (timestamp === null || signature === null) return { ok: false, reason: "no-signature" };
  if (!/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: "bad-timestamp" };
  if (Math.abs(nowMs - Number(timestamp) * 1000) > MAX_SKEW_MS) return { ok: false, reason: "stale" };
  const claimed = parseSignature(signature);
  if (!claimed) return { ok: false, reason: "mismatch" };

  const prefix = new TextEncoder().encode(`v0:${timestamp}:`);
  const signed = new Uint8Array(prefix.length + request.body.length);
  signed.set(prefix);
  signed.set(request.body, prefix.length);
  for (const secret of secrets) {
    // WebCrypto compares in constant time.
    if (await crypto.subtle.verify("HMAC", await importKey(secret), claimed, signed))
      return { ok: true, signature };
  }
  return { ok: false, reason: "mismatch" };
}

function parseSignature(signature: string): Uint8Array<ArrayBuffer> | null {
  const hex = /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (!hex) return null;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const keys = new Map<string, Promise<CryptoKey>>();

/** Imported once per secret and isolate. */
function importKey(secret: string): Promise<CryptoKey> {
  let key = keys.get(secret);
  if (!key) {
    const bytes = new TextEncoder().encode(secret);
    key = crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    keys.set(secret, key);
  }
  return key;
}
