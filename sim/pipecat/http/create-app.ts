import { Hono } from "hono";
import type { CallLog } from "../../support/call-log.ts";
import { numbered } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { refuseUnknownCallers, requireCredential } from "./admission.ts";
import { createAgentRoutes } from "./agent-routes.ts";
import { createLogRoutes } from "./log-routes.ts";
import { createOrganizationRoutes, createRegionRoutes } from "./organization-routes.ts";
import { createSecretRoutes } from "./secret-routes.ts";
import { createSessionRoutes } from "./session-routes.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";

/** The HTTP face of the simulator. A route that it does not have answers 404 and names the route. */
export function createApp(deps: SimulatorDeps, calls: CallLog): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();

  app.use(async (context, next) => {
    const { method, path } = context.req;
    context.set("understood", method === "GET" ? context.req.query() : null);
    await next();
    const { status } = context.res;
    calls.add({ at: deps.now(), method, path, status, request: context.get("understood") });
  });
  app.use(refuseUnknownCallers);
  for (const path of ["/v1/agents/*", "/v1/secrets/*", "/v1/regions"]) {
    app.use(path, requireCredential(deps, "privateKeys"));
  }
  app.use("/v1/organizations/*", requireCredential(deps, "personalAccessTokens"));

  for (const routes of [
    createAgentRoutes(deps),
    createSessionRoutes(deps),
    createLogRoutes(deps),
    createSecretRoutes(deps),
    createRegionRoutes(deps),
    createOrganizationRoutes(deps),
  ]) {
    app.route("/", routes);
  }

  app.notFound((context) => {
    const { method, path } = context.req;
    return refuse(context, numbered(404, `API endpoint not found: ${method} ${path} is not simulated`));
  });
  // A surprise in the simulator is a defect; it must not pass for an answer of the platform.
  app.onError((error) => {
    throw error;
  });
  return app;
}
