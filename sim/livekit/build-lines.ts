/** What a build says while it runs: one BuildKit SolveStatus on each line (moby/buildkit client/graph.go). */
import { BUILT_AFTER_MS } from "./release.ts";

export interface BuildLine {
  /** Since the line before. */
  readonly waitMs: number;
  readonly text: string;
}

interface Step {
  readonly name: string;
  /** Of the time of the build. */
  readonly part: number;
  readonly output?: string;
}

/** How long each takes is our choice; together they take as long as a build does. */
export const BUILD_STEPS: readonly Step[] = [
  { name: "[internal] load build definition from Dockerfile", part: 0.1 },
  { name: "[1/3] FROM docker.io/library/python:3.13-slim", part: 0.3 },
  { name: "[2/3] COPY . .", part: 0.1 },
  { name: "[3/3] RUN pip install -r requirements.txt", part: 0.3, output: "Successfully installed\n" },
  { name: "exporting to image", part: 0.2 },
];
const LOADING: Step = { name: "[internal] load build definition from Dockerfile", part: 1 };

/** Why a build fails, and whether it comes as far as to run something. */
export interface BuildFault {
  readonly error: string;
  readonly failsAt: "loading" | "running";
}

/** `fault` null: it does not fail. `startedAt` in milliseconds. */
export function buildLines(startedAt: number, fault: BuildFault | null): readonly BuildLine[] {
  const lines: BuildLine[] = [];
  let at = startedAt;
  const steps = stepsOf(fault);
  for (const [index, step] of steps.entries()) {
    const isFault = fault !== null && index === steps.length - 1;
    const digest = `sha256:${index.toString(16).padStart(64, "0")}`;
    const started = { digest, name: step.name, started: toTime(at) };
    lines.push({ waitMs: 0, text: JSON.stringify({ vertexes: [started] }) });
    const waitMs = step.part * BUILT_AFTER_MS;
    at += waitMs;
    const completed = { ...started, completed: toTime(at), ...(isFault && { error: fault.error }) };
    const logs = step.output === undefined ? [] : [toLog(digest, step.output, at)];
    lines.push({ waitMs, text: JSON.stringify({ vertexes: [completed], logs }) });
  }
  // Such a line is what makes a build a failed one, for the caller.
  if (fault !== null) lines.push({ waitMs: 0, text: `BUILD ERROR: ${fault.error}` });
  return lines;
}

function stepsOf(fault: BuildFault | null): readonly Step[] {
  if (fault === null) return BUILD_STEPS;
  if (fault.failsAt === "loading") return [LOADING];
  const last = BUILD_STEPS.length - 2;
  return BUILD_STEPS.slice(0, last + 1).map((step, index) =>
    index === last ? { ...step, part: 0.5, output: `${fault.error}\n` } : step,
  );
}

const toTime = (ms: number): string => new Date(ms).toISOString();

/** To standard output. */
const toLog = (vertex: string, text: string, at: number) => ({
  vertex,
  stream: 1,
  data: btoa(text),
  timestamp: toTime(at),
});
