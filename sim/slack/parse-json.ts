/** Text is read as JSON, undefined when it is none; everything else is taken as it is. */
export function parseJson(given: unknown): unknown {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}
