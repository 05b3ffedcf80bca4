import { Hono } from "hono";
import type { OrganizationStore } from "../organization-store.ts";
import { badRequest, notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";

/** The secret sets of the organization, or of one region; both surfaces answer the same. */
export function listSecretSets(
  { organization }: OrganizationStore,
  region?: string,
): { readonly sets: readonly Record<string, unknown>[] } {
  const sets = organization.secretSets.filter((set) => region === undefined || set.region === region);
  return {
    sets: sets.map(({ name, type, region: place, status, errorMessage }) => ({
      name,
      type,
      region: place,
      status,
      ...(errorMessage === null ? {} : { errorMessage }),
    })),
  };
}

/** Surface A: `/v1/secrets`. Names only; values are never given back, and the simulator has none. */
export function createSecretRoutes({ store }: Pick<SimulatorDeps, "store">): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get("/v1/secrets", (context) => context.json(listSecretSets(store)));

  routes.get("/v1/secrets/:setName", (context) => {
    const set = store.findSecretSet(context.req.param("setName"));
    if (!set) return refuse(context, notFound("Set not found"));
    if (set.type === "imagePullSecret") {
      return refuse(context, badRequest("Cannot retrieve image pull secrets by name"));
    }
    const { region, status, errorMessage, fieldNames } = set;
    return context.json({
      region,
      status,
      ...(errorMessage === null ? {} : { errorMessage }),
      secrets: fieldNames.map((fieldName) => ({ fieldName })),
    });
  });

  return routes;
}
