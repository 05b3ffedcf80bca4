/** LiveKit's ids: a prefix and 12 characters of an alphabet without look-alikes (protocol utils/guid/id.go). */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LENGTH = 12;

export function newId(prefix: string): string {
  const random = crypto.getRandomValues(new Uint32Array(LENGTH));
  return prefix + Array.from(random, (number) => ALPHABET[number % ALPHABET.length]).join("");
}
