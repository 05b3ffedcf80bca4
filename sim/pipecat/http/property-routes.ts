import { Hono } from "hono";
import * as z from "zod";
import { badRequest, type Refusal } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";
import { BASES, type Surface } from "./surface.ts";

const changeSchema = z.record(z.string(), z.unknown());
/** Of the one property that there is. */
const changedSchema = z.object({ defaultRegion: z.string() });

/** The regions where agents may run, and the properties of the organization, on one face. */
export function createPropertyRoutes(
  { store, now }: Pick<SimulatorDeps, "store" | "now">,
  surface: Surface,
): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const properties = `${BASES[surface]}/properties`;
  const codes = (): readonly string[] => store.organization.regions.map(({ code }) => code);
  const describe = (): object => ({
    defaultRegion: {
      type: "string",
      description: "The region of what is made without naming one",
      default: "us-west",
      currentValue: store.organization.defaultRegion,
      readOnly: false,
      availableValues: codes(),
    },
  });

  routes.get(`${BASES[surface]}/regions`, (context) =>
    context.json({
      regions: store.organization.regions.map(({ code, displayName, architectures }) => ({
        code,
        display_name: displayName,
        supported_architectures: architectures,
        default_architecture: architectures[0],
      })),
    }),
  );

  routes.get(properties, (context) =>
    context.json({ properties: { defaultRegion: store.organization.defaultRegion } }),
  );

  routes.get(`${properties}/schema`, (context) => context.json({ properties: describe() }));

  routes.patch(properties, async (context) => {
    const given = await readJson(context);
    context.set("understood", given);
    const change = changedSchema.safeParse(given);
    const refusal =
      refuseNames(given) ?? (change.success ? refuseRegion(change.data.defaultRegion, codes()) : null);
    if (refusal) return refuse(context, refusal);
    if (!change.success) return refuse(context, badRequest("Invalid parameters"));
    store.change(change.data, { type: "properties.changed", at: now() });
    return context.json({ properties: describe() });
  });

  return routes;
}

function refuseNames(given: unknown): Refusal | null {
  const names = Object.keys(changeSchema.safeParse(given).data ?? {});
  if (names.length === 0) return badRequest("No properties provided");
  const unknown = names.find((name) => name !== "defaultRegion");
  return unknown === undefined ? null : badRequest(`Property '${unknown}' is not a valid property`);
}

function refuseRegion(region: string, codes: readonly string[]): Refusal | null {
  if (codes.includes(region)) return null;
  return badRequest(`Region '${region}' is not available. Available regions: ${codes.join(", ")}`);
}
