import { Hono } from "hono";
import type { CallLog } from "../../support/call-log.ts";
import { numbered } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { createAccountRoutes } from "./account-routes.ts";
import { type CredentialKind, refuseUnknownCallers, requireCredential } from "./admission.ts";
import { createAgentRoutes } from "./agent-routes.ts";
import { createBuildRoutes } from "./build-routes.ts";
import { createLogRoutes } from "./log-routes.ts";
import { createPropertyRoutes } from "./property-routes.ts";
import { createSecretRoutes } from "./secret-routes.ts";
import { createServiceRoutes } from "./service-routes.ts";
import { createSessionRoutes } from "./session-routes.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";
import { createSpendLimitRoutes } from "./spend-limit-routes.ts";
import { createStartRoutes } from "./start-routes.ts";
import { BASES, readParam, surfaces } from "./surface.ts";
import { createUploadRoutes } from "./upload-routes.ts";

/** Who may ask for what. The storage for build contexts asks for no credential: its address is one. */
const CREDENTIALS: readonly (readonly [path: string, kind: CredentialKind])[] = [
  ["/v1/agents/*", "private-key"],
  ["/v1/secrets/*", "private-key"],
  ["/v1/regions", "private-key"],
  ["/v1/properties/*", "private-key"],
  ["/v1/builds/*", "private-key"],
  ["/v1/public/*", "public-key"],
  ["/v1/users", "personal-token"],
  ["/v1/organizations/*", "personal-token"],
];

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
  for (const [path, kind] of CREDENTIALS) app.use(path, requireCredential(deps, kind));
  app.use(`${BASES.organization}/*`, async (context, next) => {
    if (readParam(context, "organization") === deps.store.organization.name) return await next();
    return refuse(context, numbered(404, "Organization not found"));
  });

  for (const routes of [
    createAgentRoutes(deps),
    createServiceRoutes(deps),
    createAccountRoutes(deps),
    createSpendLimitRoutes(deps),
    createStartRoutes(deps),
    createUploadRoutes(deps),
    ...surfaces.flatMap((surface) => [
      createSessionRoutes(deps, surface),
      createLogRoutes(deps, surface),
      createSecretRoutes(deps, surface),
      createBuildRoutes(deps, surface),
      createPropertyRoutes(deps, surface),
    ]),
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
