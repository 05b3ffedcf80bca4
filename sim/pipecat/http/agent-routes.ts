import { Hono } from "hono";
import type { Circumstances } from "../deployments/apply-request.ts";
import { decideCreation } from "../deployments/decide-creation.ts";
import { decideUpdate } from "../deployments/decide-update.ts";
import { observeAgent } from "../deployments/observe-agent.ts";
import { createServiceRequestSchema, updateServiceRequestSchema } from "../deployments/service-requests.ts";
import type { Agent } from "../organization.ts";
import { invalidParameters, notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { listServices } from "./list-services.ts";
import { renderServiceDetails } from "./render-service.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";

/** Surface A: `/v1/agents`. */
export function createAgentRoutes({ store, now, newId }: SimulatorDeps): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const circumstances = (): Circumstances => ({ at: now(), newId });
  const render = (agent: Agent): Record<string, unknown> =>
    renderServiceDetails(store.organization, agent, observeAgent(agent, now()), "private");

  routes.get("/v1/agents", (context) => {
    const { region, includeActiveDeployment } = context.req.query();
    return context.json(listServices(store, now(), region, includeActiveDeployment === "true"));
  });

  routes.post("/v1/agents", async (context) => {
    const request = createServiceRequestSchema.safeParse(await readJson(context));
    if (!request.success) return refuse(context, invalidParameters);
    context.set("understood", request.data);
    const decision = decideCreation(store.organization, request.data, circumstances());
    if (decision.refusal) return refuse(context, decision.refusal);
    const { agent, deployment } = decision;
    store.putAgent(agent, {
      type: "deployment.created",
      at: deployment.createdAt,
      agent: agent.name,
      deploymentId: deployment.id,
    });
    return context.json(render(agent));
  });

  routes.get("/v1/agents/:agentName", (context) => {
    const agent = store.findAgent(context.req.param("agentName"));
    return agent ? context.json(render(agent)) : refuse(context, notFound());
  });

  routes.post("/v1/agents/:agentName", async (context) => {
    const request = updateServiceRequestSchema.safeParse(await readJson(context));
    if (!request.success) return refuse(context, invalidParameters);
    context.set("understood", request.data);
    const before = store.findAgent(context.req.param("agentName"));
    if (!before) return refuse(context, notFound("Service not found"));
    const decision = decideUpdate(store.organization, before, request.data, circumstances());
    if (decision.refusal) return refuse(context, decision.refusal);
    const { agent, deployment } = decision;
    const event = { at: now(), agent: agent.name };
    if (deployment) {
      store.putAgent(agent, { ...event, type: "deployment.updated", deploymentId: deployment.id });
    } else if (agent !== before) {
      store.putAgent(agent, { ...event, type: "agent.changed" });
    }
    return context.json(render(agent));
  });

  routes.delete("/v1/agents/:agentName", (context) => {
    const agent = store.findAgent(context.req.param("agentName"));
    if (!agent) return refuse(context, notFound());
    store.putAgent({ ...agent, deletedAt: now() }, { type: "agent.deleted", at: now(), agent: agent.name });
    return context.json({ status: "OK" });
  });

  return routes;
}
