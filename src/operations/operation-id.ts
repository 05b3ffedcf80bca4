const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The id of the operation that a Slack request asks for. The same request gives the same id, so a second delivery
 * finds the first one's object; nobody can guess an id from outside. 20 characters of Crockford's base 32.
 */
export async function operationIdOf(teamId: string, requestKey: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${teamId} ${requestKey}`));
  return Array.from(new Uint8Array(digest).slice(0, 20), (byte) => ALPHABET[byte % 32]).join("");
}
