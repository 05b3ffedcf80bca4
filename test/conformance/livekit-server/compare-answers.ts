import type { Answer } from "./exchange.ts";

/** One field of one answer in which the two servers are not alike; undefined: not there. */
export interface Difference {
  readonly ask: string;
  readonly field: string;
  readonly real: unknown;
  readonly simulated: unknown;
}

export function compareAnswers(
  real: ReadonlyMap<string, Answer>,
  simulated: ReadonlyMap<string, Answer>,
): readonly Difference[] {
  return [...new Set([...real.keys(), ...simulated.keys()])].flatMap((ask) => {
    const theirs = flatten(tellingPart(real.get(ask), simulated.get(ask)));
    const ours = flatten(tellingPart(simulated.get(ask), real.get(ask)));
    return [...new Set([...theirs.keys(), ...ours.keys()])]
      .filter((field) => theirs.get(field) !== ours.get(field))
      .map((field) => ({ ask, field, real: theirs.get(field), simulated: ours.get(field) }));
  });
}

/** What one refuses and the other does not has no field in common: the status says it all. */
function tellingPart(answer: Answer | undefined, other: Answer | undefined): unknown {
  return answer?.status === other?.status ? answer : { status: answer?.status };
}

/** Every leaf by its path, such as "body.agent_dispatches[0].state.created_at". A list of plain values is a leaf as well. */
function flatten(value: unknown, path = ""): ReadonlyMap<string, unknown> {
  if (!isBranch(value)) return new Map([[path, value]]);
  if (Array.isArray(value)) {
    if (!value.some(isBranch)) return new Map([[path, JSON.stringify(value)]]);
    return new Map(value.flatMap((item, index) => [...flatten(item, `${path}[${index}]`)]));
  }
  const members = Object.entries(value);
  if (members.length === 0) return new Map([[path, "{}"]]);
  return new Map(
    members.flatMap(([name, member]) => [...flatten(member, path === "" ? name : `${path}.${name}`)]),
  );
}

const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;
