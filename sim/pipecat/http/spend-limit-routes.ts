import { Hono } from "hono";
import * as z from "zod";
import { invalidParameters } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { changeSpending } from "../supplies/change-spending.ts";
import type { Spending } from "../supplies/supply-schemas.ts";
import { toIso } from "./render-service.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";
import { BASES } from "./surface.ts";

/** null takes the limit away; 0 blocks at once. */
const requestSchema = z.object({ limitCents: z.int().min(0).nullable() });

/** `/spend-limit`: the organization's API only. */
export function createSpendLimitRoutes({
  store,
  now,
}: Pick<SimulatorDeps, "store" | "now">): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const path = `${BASES.organization}/spend-limit`;

  routes.get(path, (context) => context.json(renderSpending(store.organization.spending, now())));

  routes.put(path, async (context) => {
    const request = requestSchema.safeParse(await readJson(context));
    if (!request.success) return refuse(context, invalidParameters);
    context.set("understood", request.data);
    const spending = changeSpending(store.organization.spending, request.data, now());
    store.change({ spending }, { type: "spending.changed", at: now() });
    return context.json(renderSpending(spending, now()));
  });

  return routes;
}

/** A billing period is a calendar month. */
function renderSpending({ limitCents, currentCents, blockedAt }: Spending, at: number): object {
  const today = new Date(at);
  const startOfMonth = (offset: number): string =>
    toIso(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + offset));
  return {
    limitCents,
    currentSpendCents: currentCents,
    periodStart: startOfMonth(0),
    periodEnd: startOfMonth(1),
    blocked: blockedAt !== null,
    blockedAt: blockedAt === null ? null : toIso(blockedAt),
  };
}
