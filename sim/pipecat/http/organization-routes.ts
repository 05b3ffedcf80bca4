import { Hono } from "hono";
import { observeAgent } from "../deployments/observe-agent.ts";
import type { OrganizationStore } from "../organization-store.ts";
import { notFound, numbered } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { listServices } from "./list-services.ts";
import { renderDeployment, renderServiceDetails } from "./render-service.ts";
import { listSecretSets } from "./secret-routes.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";

/** The regions where agents may run; both surfaces answer the same. */
function listRegions({ organization }: OrganizationStore): { readonly regions: readonly object[] } {
  return {
    regions: organization.regions.map(({ code, displayName, architectures }) => ({
      code,
      display_name: displayName,
      supported_architectures: architectures,
      default_architecture: architectures[0],
    })),
  };
}

/** Surface A: what concerns the whole organization. */
export function createRegionRoutes({ store }: Pick<SimulatorDeps, "store">): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  routes.get("/v1/regions", (context) => context.json(listRegions(store)));
  return routes;
}

/** Surface B: `/v1/organizations/{org}`, as the CLI uses it. */
export function createOrganizationRoutes({ store, now }: SimulatorDeps): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const base = "/v1/organizations/:organization";

  routes.get("/v1/organizations", (context) => {
    const { name, verboseName } = store.organization;
    return context.json({ organizations: [{ name, verboseName }] });
  });

  routes.use(`${base}/*`, async (context, next) => {
    if (context.req.param("organization") === store.organization.name) return await next();
    return refuse(context, numbered(404, "Organization not found"));
  });

  routes.get(`${base}/services`, (context) =>
    context.json(listServices(store, now(), context.req.query("region"), false)),
  );

  routes.get(`${base}/services/:service`, (context) => {
    const agent = store.findAgent(context.req.param("service"));
    if (!agent) return refuse(context, notFound());
    const observation = observeAgent(agent, now());
    return context.json({
      body: renderServiceDetails(store.organization, agent, observation, "organization"),
    });
  });

  routes.get(`${base}/services/:service/deployments`, (context) => {
    const agent = store.findAgent(context.req.param("service"));
    if (!agent) return refuse(context, notFound());
    const deployments = agent.deployments
      .toReversed()
      .map((deployment) => renderDeployment(store.organization, agent, deployment, "organization"));
    return context.json({ deployments });
  });

  routes.get(`${base}/secrets`, (context) =>
    context.json(listSecretSets(store, context.req.query("region"))),
  );
  routes.get(`${base}/regions`, (context) => context.json(listRegions(store)));
  routes.get(`${base}/properties`, (context) =>
    context.json({ properties: { defaultRegion: store.organization.defaultRegion } }),
  );

  return routes;
}
