/** The agenda of the simulated cloud: what it will do by itself, and when. */
import type { CloudState, Deployment, Project } from "./cloud-state.ts";
import type { Happening } from "./happening.ts";

export function plan(state: CloudState, happening: Happening): void {
  state.agenda.push(happening);
}

/** Takes the earliest happening that is due at `now` off the agenda; of two at the same moment, the one planned first. */
export function takeDue(state: CloudState, now: number): Happening | undefined {
  let next: Happening | undefined;
  for (const happening of state.agenda) {
    if (happening.at <= now && (next === undefined || happening.at < next.at)) next = happening;
  }
  if (next) state.agenda.splice(state.agenda.indexOf(next), 1);
  return next;
}

/** Our own choice; LiveKit does not say after how long an idle agent is put to sleep. */
export const IDLE_BEFORE_SLEEP_MS = 300_000;

/** Looks again, after the idle time, whether a deployment that may scale to zero has had nothing to do. */
export function planIdleCheck(state: CloudState, project: Project, deployment: Deployment, at: number): void {
  const { agentId, region, deployment: name } = deployment;
  deployment.lastBusyAt = at;
  if (deployment.minReplicas > 0) return;
  const of = { agentId, region, deployment: name };
  plan(state, { kind: "idle-check", at: at + IDLE_BEFORE_SLEEP_MS, project: project.name, of });
}
