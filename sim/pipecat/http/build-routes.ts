import { Hono } from "hono";
import * as z from "zod";
import { badRequest, invalidParameters, notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { buildStatus } from "../supplies/build-life.ts";
import { buildLog } from "../supplies/build-log.ts";
import { buildRequestSchema, decideBuild } from "../supplies/decide-build.ts";
import { buildStatuses } from "../supplies/supply-schemas.ts";
import { pageShape } from "./query-shapes.ts";
import { renderBuild } from "./render-build.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";
import { BASES, readParam, type Surface } from "./surface.ts";

const listQuerySchema = z.object({
  ...pageShape,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  status: z.enum(buildStatuses).optional(),
  region: z.string().optional(),
  contextHash: z.string().optional(),
  dockerfilePath: z.string().optional(),
});
const logQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(500) });

const buildNotFound = notFound("Build not found");

/** `/builds` of one face, without the upload that goes before a build. */
export function createBuildRoutes(
  { store, now, newId }: SimulatorDeps,
  surface: Surface,
): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const builds = `${BASES[surface]}/builds`;

  routes.post(builds, async (context) => {
    const request = buildRequestSchema.safeParse(await readJson(context));
    if (!request.success) return refuse(context, invalidParameters);
    context.set("understood", request.data);
    const { organization } = store;
    const at = now();
    const decision = decideBuild(organization, request.data, { at, newId });
    if (decision.refusal) return refuse(context, decision.refusal);
    const { build, isCached } = decision;
    if (!isCached) {
      const event = { type: "build.changed", at, buildId: build.id } as const;
      store.change({ builds: [...organization.builds, build] }, event);
    }
    const answer = { build: renderBuild(organization, build, at), contextHash: build.contextHash };
    return context.json({ ...answer, cached: isCached }, isCached ? 200 : 201);
  });

  routes.get(builds, (context) => {
    const query = listQuerySchema.safeParse(context.req.query());
    if (!query.success) return refuse(context, invalidParameters);
    const { limit, offset, status, ...exact } = query.data;
    const at = now();
    const found = store.organization.builds
      .filter((build) => status === undefined || buildStatus(build, at) === status)
      .filter((build) => exact.region === undefined || build.region === exact.region)
      .filter((build) => exact.contextHash === undefined || build.contextHash === exact.contextHash)
      .filter((build) => exact.dockerfilePath === undefined || build.dockerfilePath === exact.dockerfilePath)
      .toSorted((one, other) => other.createdAt - one.createdAt);
    const page = found.slice(offset, offset + limit);
    return context.json({
      builds: page.map((build) => renderBuild(store.organization, build, at)),
      total: found.length,
      limit,
      offset,
    });
  });

  routes.get(`${builds}/:buildId`, (context) => {
    const id = readParam(context, "buildId");
    if (!z.guid().safeParse(id).success) return refuse(context, badRequest("Invalid build ID"));
    const build = store.findBuild(id);
    if (!build) return refuse(context, buildNotFound);
    return context.json({ build: renderBuild(store.organization, build, now()) });
  });

  routes.get(`${builds}/:buildId/logs`, (context) => {
    const query = logQuerySchema.safeParse(context.req.query());
    if (!query.success) return refuse(context, invalidParameters);
    const build = store.findBuild(readParam(context, "buildId"));
    if (!build) return refuse(context, buildNotFound);
    return context.json({ logs: buildLog(build, now()).slice(0, query.data.limit) });
  });

  return routes;
}
