/**
 * Lets only this machine's own page and programs in. With real credentials behind the Worker, what the page does is
 * real, and the world can be broken from it: a website that is open in another tab must not get in.
 */
import type { MiddlewareHandler } from "hono";
import { isOfAnotherWebsite } from "../support/other-websites.ts";

/** A name that another website gets resolved to this machine (DNS rebinding) is none of these. */
const OWN_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const requireOwnRequest: MiddlewareHandler = async (c, next) => {
  const isOwnHost = OWN_HOSTS.has(new URL(c.req.url).hostname);
  // Other websites can send forms and plain text unasked, but not JSON.
  const isJson = c.req.method === "GET" || c.req.header("content-type") === "application/json";
  if (!isOwnHost || !isJson || isOfAnotherWebsite(c.req.raw))
    return c.json({ error: "not_for_other_websites" }, 403);
  return await next();
};
