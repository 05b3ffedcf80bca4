import type { Answer } from "./exchange.ts";

/** Ids, times, tokens and secrets give way to their kind, so that two servers can be compared; their form still counts. */
export function normaliseAnswer(answer: Answer, nowMs: number): Answer {
  return { ...answer, body: normalise(answer.body, nowMs) };
}

function normalise(value: unknown, nowMs: number): unknown {
  if (typeof value === "string") return normaliseText(value, nowMs);
  if (Array.isArray(value)) return value.map((item) => normalise(item, nowMs)).toSorted(byText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, normaliseMember(name, member, nowMs)]),
  );
}

function normaliseMember(name: string, member: unknown, nowMs: number): unknown {
  if (name === "turn_password" && member !== "") return "‹secret›";
  // Of a participant: how often it was updated.
  if (name === "version" && typeof member === "number") return "‹count›";
  return normalise(member, nowMs);
}

function normaliseText(text: string, nowMs: number): string {
  if (/^\d{10,19}$/.test(text)) return nameUnit(Number(text), nowMs) ?? text;
  return (
    text
      .replaceAll(/\b([A-Z]{2})_[A-Za-z0-9]{12}\b/g, "$1_‹12›")
      // What follows in these is of the version of Go that the server was built with.
      .replace(/(could not JSON decode claim): json: .*/, "$1")
      .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "‹token›")
  );
}

const UNITS = { nanoseconds: 1e-6, microseconds: 1e-3, milliseconds: 1, seconds: 1e3 };

/** The unit in which a count means about now; null when it is no time of this run. */
function nameUnit(count: number, nowMs: number): string | null {
  const unit = Object.entries(UNITS).find(([, toMs]) => Math.abs(count * toMs - nowMs) < 10 * 60_000);
  return unit ? `‹${unit[0]}›` : null;
}

/** The server keeps dispatches and rooms in maps and lists them in any order. */
const byText = (one: unknown, other: unknown): number => (sortKey(one) < sortKey(other) ? -1 : 1);

/** The same for values that differ in the order of their fields only. */
function sortKey(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
