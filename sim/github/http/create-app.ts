import { Hono } from "hono";
import type { CallLog } from "../../support/call-log.ts";
import type { GitHubDeps } from "../github-deps.ts";
import { admit, requireRead, requireRepository } from "./admission.ts";
import { createCodeloadRoutes, createTarballRoutes } from "./archive-routes.ts";
import { createContentsRoutes } from "./contents-routes.ts";
import { type GitHubEnv, refuse } from "./github-env.ts";
import { createRepositoryRoutes } from "./repository-routes.ts";
import { createWorkflowRoutes } from "./workflow-routes.ts";

const REPOSITORY = "/repos/:owner/:repo";
const CODE = ["branches", "commits", "contents", "tarball"];

/** The HTTP face of the simulator. A route that it does not have answers 501 and names the route. */
export function createApp(deps: GitHubDeps, calls: CallLog): Hono<GitHubEnv> {
  const app = new Hono<GitHubEnv>();
  app.use(async (context, next) => {
    const { method, path } = context.req;
    context.set("understood", method === "GET" ? context.req.query() : null);
    await next();
    calls.add({
      at: deps.now(),
      method,
      path,
      status: context.res.status,
      request: context.get("understood"),
    });
  });
  app.use("/repos/*", admit(deps));
  for (const path of [REPOSITORY, `${REPOSITORY}/*`]) app.use(path, requireRepository(deps));
  for (const part of CODE) app.use(`${REPOSITORY}/${part}/*`, requireRead("contents"));
  app.use(`${REPOSITORY}/actions/*`, requireRead("actions"));
  for (const routes of [
    createRepositoryRoutes(),
    createContentsRoutes(),
    createTarballRoutes(deps),
    createWorkflowRoutes(deps),
    createCodeloadRoutes(deps),
  ])
    app.route("/", routes);
  app.notFound((context) => {
    const { method, path } = context.req;
    return refuse(context, 501, `the simulated GitHub does not have ${method} ${path}`);
  });
  // A surprise in the simulator is a defect; it must not pass for an answer of GitHub's.
  app.onError((error) => {
    throw error;
  });
  return app;
}
