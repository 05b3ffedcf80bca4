/**
 * What a build has told so far, from its lines: BuildKit's SolveStatus (moby/buildkit client/graph.go), `lkQueue` of build
 * protocol v2, and `BUILD ERROR: …`. What cannot be read is passed over, since only the end of the stream counts.
 */
import * as z from "zod/mini";
import { maskSecrets } from "../masking/mask-secrets.ts";
import { clampLine, selectLogLines } from "../select-log-lines.ts";
import type { BuildProgress } from "../source-service.ts";
import { toLogLines, toPlainText } from "../to-log-lines.ts";
import { BuildOutput } from "./build-output.ts";

const ERROR_PREFIX = "BUILD ERROR:";
const LINES_KEPT = 15;
/** A Dockerfile has some dozens. */
const STEPS_KEPT = 500;
const NAME_LENGTH = 200;
/** It is stored with the operation, whose row has a limit. */
const ERROR_LENGTH = 2_000;

const text = z.catch(z.nullish(z.string()), null);
const list = <Item extends z.ZodMiniType>(item: Item) => z.catch(z.nullish(z.array(item)), null);

const lineSchema = z.object({
  lkQueue: z.catch(z.nullish(z.object({ message: text })), null),
  vertexes: list(z.object({ digest: text, name: text, started: text, completed: text })),
  logs: list(z.object({ vertex: text, stream: z.catch(z.nullish(z.number()), null), data: text })),
});

interface Step {
  readonly name: string;
  readonly hasStarted: boolean;
  readonly hasEnded: boolean;
}

export class BuildLog {
  readonly #steps = new Map<string, Step>();
  readonly #output = new BuildOutput();
  #queue: string | null = null;
  #latest: string | null = null;
  #error: string | null = null;

  /** null while none was told. */
  get error(): string | null {
    return this.#error;
  }

  add(line: string): void {
    if (line.startsWith(ERROR_PREFIX)) {
      this.#error = toShownText(line.slice(ERROR_PREFIX.length).trim(), ERROR_LENGTH);
      return;
    }
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) return;
    const { lkQueue, vertexes, logs } = parsed.data;
    if (lkQueue) this.#queue = toShownText(lkQueue.message ?? "", NAME_LENGTH) || "waiting for a builder";
    for (const { vertex, stream, data } of logs ?? [])
      this.#output.add(vertex ?? "", stream ?? 0, decodeBase64(data ?? ""));
    for (const { digest, name, started, completed } of vertexes ?? []) {
      // The last that it has written may come with its end.
      if (digest && completed) this.#output.end(digest);
      if (!digest || !name || (this.#steps.size >= STEPS_KEPT && !this.#steps.has(digest))) continue;
      const step = {
        name: toShownText(name, NAME_LENGTH),
        hasStarted: !!started,
        hasEnded: !!completed,
      };
      this.#steps.set(digest, step);
      if (!step.hasStarted) continue;
      this.#queue = null;
      if (!step.hasEnded) this.#latest = step.name;
    }
  }

  progress(): BuildProgress {
    const steps = [...this.#steps.values()];
    const numbered = steps.filter(({ name }) => NUMBERED.test(name));
    const counted = numbered.length > 0 ? numbered : steps;
    return {
      queue: this.#queue,
      step: this.#latest,
      done: counted.filter(({ hasEnded }) => hasEnded).length,
      total: Math.max(counted.length, countAnnounced(numbered)),
      lines: selectLogLines(toLogLines([{ text: this.#output.text, at: null }]), { lines: LINES_KEPT }).lines,
    };
  }
}

/** "[2/5] RUN …", "[stage-1 2/5] RUN …": the Dockerfile's own steps. All others are BuildKit's, and come as it goes. */
const NUMBERED = /^\[(?:(\S+) +)?\d+\/(\d+)\]/;

/** How many steps the stages say that they have, begun or not. */
function countAnnounced(steps: readonly Step[]): number {
  const stages = new Map<string, number>();
  for (const { name } of steps) {
    const [, stage = "", total = "0"] = NUMBERED.exec(name) ?? [];
    stages.set(stage, Number(total));
  }
  return [...stages.values()].reduce((sum, total) => sum + total, 0);
}

/** Plain, then masked, then cut: neither a colour in the middle of a secret nor a cut through it hides it from the mask. */
const toShownText = (text: string, maxLength: number): string =>
  clampLine(maskSecrets(toPlainText(text)), maxLength);

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function decodeBase64(data: string): Uint8Array {
  try {
    return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
