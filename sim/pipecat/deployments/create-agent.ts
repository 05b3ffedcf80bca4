import type { Agent } from "../organization.ts";
import type { Refusal } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { decideCreation } from "./decide-creation.ts";
import type { CreateServiceRequest } from "./service-requests.ts";

export type CreationOutcome =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly agent: Agent };

/** Carries a creation out and tells the listeners. */
export function createAgent(
  { store, now, newId }: SimulatorDeps,
  request: CreateServiceRequest,
): CreationOutcome {
  const decision = decideCreation(store.organization, request, { at: now(), newId });
  if (decision.refusal) return decision;
  const { agent, deployment } = decision;
  store.putAgent(agent, {
    type: "deployment.created",
    at: deployment.createdAt,
    agent: agent.name,
    deploymentId: deployment.id,
  });
  return { refusal: null, agent };
}
