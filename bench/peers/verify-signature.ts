/** Slack's signature check at its barest, for the peers that bring none. */

const MAX_SKEW_S = 300;
const encoder = new TextEncoder();

let key: Promise<CryptoKey> | undefined;

/** True when `body` was signed with `secret` within the last five minutes. There is one secret per isolate. */
export async function verifySignature(headers: Headers, body: string, secret: string): Promise<boolean> {
  const timestamp = headers.get("x-slack-request-timestamp") ?? "";
  const signature = /^v0=([0-9a-f]{64})$/.exec(headers.get("x-slack-signature") ?? "")?.[1];
  if (!signature || !(Math.abs(Date.now() / 1_000 - Number(timestamp)) <= MAX_SKEW_S)) return false;
  key ??= crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "verify",
  ]);
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return await crypto.subtle.verify("HMAC", await key, bytes, encoder.encode(`v0:${timestamp}:${body}`));
}
