import { Hono } from "hono";
import { createAgent } from "../deployments/create-agent.ts";
import { observeAgent } from "../deployments/observe-agent.ts";
import { postServiceRequestSchema, putServiceRequestSchema } from "../deployments/service-requests.ts";
import { updateAgent } from "../deployments/update-agent.ts";
import type { Agent } from "../organization.ts";
import { notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { deleteAgent } from "./delete-agent.ts";
import { invalidBody } from "./invalid-request.ts";
import { listServices } from "./list-services.ts";
import { renderDeployment, renderServiceDetails } from "./render-service.ts";
import { readJson, refuse, type SimulatorContext, type SimulatorEnv } from "./simulator-env.ts";
import { AGENTS, BASES, readParam } from "./surface.ts";

const SERVICES = `${BASES.organization}/services`;

/** Said of an update that changes nothing and is not forced; the text is the simulator's own. */
const UNCHANGED = "Nothing differs from the current deployment. Set forceRedeploy to deploy it again.";

/** `/services`, the agents of the organization's API: one is wrapped in `body`, an update is a PUT on the list. */
export function createServiceRoutes(deps: SimulatorDeps): Hono<SimulatorEnv> {
  const { store, now } = deps;
  const routes = new Hono<SimulatorEnv>();
  const find = (context: SimulatorContext): Agent | null => store.findAgent(readParam(context, "agentName"));
  const render = (agent: Agent): Record<string, unknown> =>
    renderServiceDetails(store.organization, agent, observeAgent(agent, now()), "organization");

  routes.get(SERVICES, (context) =>
    context.json(listServices(store, now(), context.req.query("region"), false)),
  );

  routes.post(SERVICES, async (context) => {
    const given = await readJson(context);
    const request = postServiceRequestSchema.safeParse(given);
    if (!request.success) return refuse(context, invalidBody(request.error, given));
    context.set("understood", request.data);
    const outcome = createAgent(deps, request.data);
    return outcome.refusal ? refuse(context, outcome.refusal) : context.json(render(outcome.agent));
  });

  routes.put(SERVICES, async (context) => {
    const given = await readJson(context);
    const request = putServiceRequestSchema.safeParse(given);
    if (!request.success) return refuse(context, invalidBody(request.error, given));
    context.set("understood", request.data);
    const outcome = updateAgent(deps, request.data.serviceName, request.data);
    if (outcome.refusal) return refuse(context, outcome.refusal);
    const warning = outcome.isSame ? { warning: UNCHANGED } : {};
    return context.json({ ...render(outcome.agent), ...warning });
  });

  routes.get(AGENTS.organization, (context) => {
    const agent = find(context);
    return agent ? context.json({ body: render(agent) }) : refuse(context, notFound());
  });

  routes.delete(AGENTS.organization, (context) => deleteAgent(deps, context));

  routes.get(`${AGENTS.organization}/deployments`, (context) => {
    const agent = find(context);
    if (!agent) return refuse(context, notFound());
    const deployments = agent.deployments
      .toReversed()
      .map((deployment) => renderDeployment(store.organization, agent, deployment, "organization"));
    return context.json({ deployments });
  });

  return routes;
}
