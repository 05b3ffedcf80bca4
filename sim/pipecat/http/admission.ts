import type { MiddlewareHandler } from "hono";
import type { Organization } from "../organization.ts";
import { numbered, type Refusal } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";

/** Cloudflare stands before the platform and turns callers away that do not say who they are, or say Python's default. */
export const refuseUnknownCallers: MiddlewareHandler<SimulatorEnv> = async (context, next) => {
  const userAgent = context.req.header("user-agent") ?? "";
  if (userAgent === "" || userAgent.startsWith("Python-urllib/"))
    return context.text("error code: 1010", 403);
  return await next();
};

/** A secret key of the private API, a person's token for the organization's API, a key that only starts sessions. */
export type CredentialKind = "private-key" | "personal-token" | "public-key";

const unauthorized: Refusal = { status: 401, body: { error: "Unauthorized", code: "UNAUTHORIZED" } };
/** The CLI tells by this code that it has to log in again. */
const tokenExpired = numbered(401, "Unauthorized / token expired");

/**
 * Lets through whoever bears one of these credentials. Whether a private key works on the organization's API, or a
 * personal token on the private one, is not documented, so neither does. The private API refuses in words, except on
 * the routes of one session; the others refuse in numbers.
 */
export function requireCredential(
  { store }: Pick<SimulatorDeps, "store">,
  kind: CredentialKind,
): MiddlewareHandler<SimulatorEnv> {
  return async (context, next) => {
    const [, given] = /^Bearer (.+)$/i.exec(context.req.header("authorization") ?? "") ?? [];
    if (given !== undefined && acceptedCredentials(store.organization, kind).includes(given)) {
      return await next();
    }
    const saysWords = kind === "private-key" && !/\/sessions\/[^/]+$/.test(context.req.path);
    return refuse(context, saysWords ? unauthorized : tokenExpired);
  };
}

function acceptedCredentials(organization: Organization, kind: CredentialKind): readonly string[] {
  switch (kind) {
    case "private-key":
      return organization.privateKeys;
    case "personal-token":
      return organization.personalAccessTokens;
    case "public-key":
      return organization.publicKeys.filter(({ isRevoked }) => !isRevoked).map(({ key }) => key);
  }
}
