/**
 * Whether a change of secrets has arrived: the names that are there prove it, as far as anything does. LiveKit restarts
 * the agent by itself (docs on secrets), so that has to end well too; Pipecat provisions the set, which has a status.
 */
import type { SecretsChange } from "../platforms/change.ts";
import type { AgentStatus, SecretStock } from "../platforms/port.ts";
import { assessRestart } from "./assess-livekit.ts";
import type { Assessment } from "./assessment.ts";
import type { ChangePlan } from "./change-plan.ts";

/** So long the list may be that of before, and a set that was broken before may say so. */
const STALE_MS = 20_000;

/** What was seen in one look. */
export interface SecretsSeen {
  readonly status: AgentStatus;
  readonly stock: SecretStock | null;
}

export function assessSecrets(
  plan: ChangePlan,
  change: SecretsChange,
  { status, stock }: SecretsSeen,
  elapsedMs: number,
): Assessment {
  const running = assessRunning(plan, { status, stock }, elapsedMs);
  if (running.state !== "complete") return running;
  const difference = describeDifference(change, stock);
  return difference === null ? running : judge("not as asked", difference, elapsedMs);
}

function assessRunning(plan: ChangePlan, { status, stock }: SecretsSeen, elapsedMs: number): Assessment {
  if (status.platform === "pipecat") return assessSet(stock, elapsedMs);
  // An agent that was never built has nothing to restart.
  return status.version === null ? { state: "complete" } : assessRestart(plan, status, elapsedMs);
}

function assessSet(stock: SecretStock | null, elapsedMs: number): Assessment {
  const set = stock?.set ?? null;
  if (set === null) return judge("no such set", null, elapsedMs);
  if (set.status === "ready") return { state: "complete" };
  if (set.status === "failed") return judge(set.status, set.error, elapsedMs);
  return { state: "working", progress: { word: set.status || "no status", ready: null }, trouble: null };
}

function judge(reason: string, lastLine: string | null, elapsedMs: number): Assessment {
  const progress = { word: reason, ready: null };
  const trouble = { reason, exitCode: null, restarts: null, lastLine, where: null };
  return { state: elapsedMs >= STALE_MS ? "failing" : "working", progress, trouble };
}

/** Whether what was to go is gone; of what was to be written no look says more than its name. */
export const isRemoved = ({ remove }: SecretsChange, { names }: SecretStock): boolean =>
  !remove.some((name) => names.includes(name));

/** "A is missing, B is still there"; null when all names are as asked. Foreign text. */
function describeDifference(change: SecretsChange, stock: SecretStock | null): string | null {
  const names = stock?.names ?? [];
  const missing = change.write
    .filter(({ name, kind }) => kind !== "image-pull" && !names.includes(name))
    .map(({ name }) => `${name} is missing`);
  const left = change.remove.filter((name) => names.includes(name)).map((name) => `${name} is still there`);
  return [...missing, ...left].join(", ") || null;
}
