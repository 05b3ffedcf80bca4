import type { Agent } from "../organization.ts";
import { notFound, type Refusal } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { decideUpdate } from "./decide-update.ts";
import type { UpdateServiceRequest } from "./service-requests.ts";

export type UpdateOutcome =
  | { readonly refusal: Refusal }
  /** `isSame`: the request asked for what is there already. */
  | { readonly refusal: null; readonly agent: Agent; readonly isSame: boolean };

/** Carries an update out, whoever asked for it, and tells the listeners what came of it. */
export function updateAgent(
  { store, now, newId }: SimulatorDeps,
  name: string,
  request: UpdateServiceRequest,
): UpdateOutcome {
  const before = store.findAgent(name);
  if (!before) return { refusal: notFound("Service not found") };
  const at = now();
  const decision = decideUpdate(store.organization, before, request, { at, newId });
  if (decision.refusal) return decision;
  const { agent, deployment } = decision;
  if (deployment) {
    store.putAgent(agent, { type: "deployment.updated", at, agent: name, deploymentId: deployment.id });
  } else if (agent !== before) {
    store.putAgent(agent, { type: "agent.changed", at, agent: name });
  }
  return { refusal: null, agent, isSame: agent === before };
}
