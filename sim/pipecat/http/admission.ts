import type { MiddlewareHandler } from "hono";
import { numbered } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";

/** Cloudflare stands before the platform and turns callers away that do not say who they are, or say Python's default. */
export const refuseUnknownCallers: MiddlewareHandler<SimulatorEnv> = async (context, next) => {
  const userAgent = context.req.header("user-agent") ?? "";
  if (userAgent === "" || userAgent.startsWith("Python-urllib/"))
    return context.text("error code: 1010", 403);
  return await next();
};

/**
 * Lets through whoever bears one of these credentials. Whether a private key works on the organization's API, or a
 * personal token on the private one, is not documented, so neither does. The routes of one session answer 401 in
 * the numeric style.
 */
export function requireCredential(
  { store }: Pick<SimulatorDeps, "store">,
  kind: "privateKeys" | "personalAccessTokens",
): MiddlewareHandler<SimulatorEnv> {
  return async (context, next) => {
    const { path } = context.req;
    const accepted = store.organization[kind];
    const [, given] = /^Bearer (.+)$/i.exec(context.req.header("authorization") ?? "") ?? [];
    if (given !== undefined && accepted.includes(given)) return await next();
    if (/\/sessions\/[^/]+$/.test(path))
      return refuse(context, numbered(401, "Unauthorized / token expired"));
    return refuse(context, { status: 401, body: { error: "Unauthorized", code: "UNAUTHORIZED" } });
  };
}
