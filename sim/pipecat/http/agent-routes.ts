import { Hono } from "hono";
import { createAgent } from "../deployments/create-agent.ts";
import { observeAgent } from "../deployments/observe-agent.ts";
import { createServiceRequestSchema, updateServiceRequestSchema } from "../deployments/service-requests.ts";
import { updateAgent } from "../deployments/update-agent.ts";
import type { Agent } from "../organization.ts";
import { notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { deleteAgent } from "./delete-agent.ts";
import { invalidBody } from "./invalid-request.ts";
import { listServices } from "./list-services.ts";
import { renderServiceDetails } from "./render-service.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";

/** `/v1/agents`, the agents of the private-key API. */
export function createAgentRoutes(deps: SimulatorDeps): Hono<SimulatorEnv> {
  const { store, now } = deps;
  const routes = new Hono<SimulatorEnv>();
  const render = (agent: Agent): Record<string, unknown> =>
    renderServiceDetails(store.organization, agent, observeAgent(agent, now()), "private");

  routes.get("/v1/agents", (context) => {
    const { region, includeActiveDeployment } = context.req.query();
    return context.json(listServices(store, now(), region, includeActiveDeployment === "true"));
  });

  routes.post("/v1/agents", async (context) => {
    const given = await readJson(context);
    const request = createServiceRequestSchema.safeParse(given);
    if (!request.success) return refuse(context, invalidBody(request.error, given));
    context.set("understood", request.data);
    const outcome = createAgent(deps, request.data);
    return outcome.refusal ? refuse(context, outcome.refusal) : context.json(render(outcome.agent));
  });

  routes.get("/v1/agents/:agentName", (context) => {
    const agent = store.findAgent(context.req.param("agentName"));
    return agent ? context.json(render(agent)) : refuse(context, notFound());
  });

  routes.post("/v1/agents/:agentName", async (context) => {
    const given = await readJson(context);
    const request = updateServiceRequestSchema.safeParse(given);
    if (!request.success) return refuse(context, invalidBody(request.error, given));
    context.set("understood", request.data);
    const outcome = updateAgent(deps, context.req.param("agentName"), request.data);
    return outcome.refusal ? refuse(context, outcome.refusal) : context.json(render(outcome.agent));
  });

  routes.delete("/v1/agents/:agentName", (context) => deleteAgent(deps, context));

  return routes;
}
