const encoder = new TextEncoder();

/**
 * The value of `X-Slack-Signature`: `v0=` and the hex HMAC-SHA-256 of `v0:<timestamp>:<body>` under the signing
 * secret (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export async function signRequest(secret: string, timestampSeconds: number, body: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`v0:${timestampSeconds}:${body}`));
  return `v0=${[...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
