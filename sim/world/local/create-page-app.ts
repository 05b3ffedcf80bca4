/** The page's files and what it talks to, as one app. */
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** The page loads nothing from anywhere else, and no other page may frame it. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

export function createPageApp(apis: readonly Hono[], directory: string): Hono {
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy: CONTENT_SECURITY_POLICY, strictTransportSecurity: false }));
  for (const api of apis) app.route("/", api);
  // The files carry a hash in their names; the page that names them is asked for each time.
  app.use("/assets/*", async (c, next) => {
    await next();
    c.header("cache-control", "max-age=31536000, immutable");
  });
  app.use(serveStatic({ root: directory }));
  return app;
}
