/** The signed addresses of private archives. Nothing is remembered of them: when it ends, and its signature, stand in the token. */
const KEY = new TextEncoder().encode("the simulated codeload");
const EXPIRES_AFTER_MS = 5 * 60_000;

export async function signDownload(path: string, now: number): Promise<string> {
  const until = String(now + EXPIRES_AFTER_MS);
  return `${until}.${await sign(`${path} ${until}`)}`;
}

export async function isSigned(path: string, token: string, now: number): Promise<boolean> {
  const [until = "", signature] = token.split(".");
  return Number(until) > now && signature === (await sign(`${path} ${until}`));
}

async function sign(text: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", KEY, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
