/** The way of a Web API call: arguments, method, token, scope, rate limit, and then what the method does. */
import type { RateLimits } from "../rate-limits.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, refuse } from "./answer.ts";
import { methodTable } from "./method-table.ts";
import { type CallArguments, readArguments } from "./read-arguments.ts";
import { missingScope, type WebMethod } from "./web-method.ts";

export interface WebApi {
  readonly store: WorkspaceStore;
  readonly limits: RateLimits;
  readonly botToken: string;
  readonly publicUrl: string;
}

export async function callMethod(api: WebApi, name: string, request: Request): Promise<Response> {
  const method = methodTable.get(name);
  if (!method) return Response.json(refuse("unknown_method", { req_method: name }));
  const read = await readArguments(request);
  if (!read.ok) return Response.json(read);
  const refusal = checkToken(api, method, read.value);
  const headers = {
    "x-oauth-scopes": api.store.state.scopes.join(","),
    "x-accepted-oauth-scopes": method.scopes.join(","),
  };
  if (refusal) return Response.json(refusal, { headers });
  const waitSeconds = takeTurn(api, method, read.value);
  if (waitSeconds !== null) {
    const { rateLimited } = api.store.state;
    rateLimited[name] = (rateLimited[name] ?? 0) + 1;
    return Response.json(refuse("ratelimited"), {
      status: 429,
      headers: { ...headers, "retry-after": String(waitSeconds) },
    });
  }
  return Response.json(method.call(api.store, read.value.args, api.publicUrl), { headers });
}

function checkToken({ store, botToken }: WebApi, method: WebMethod, { token }: CallArguments): Answer | null {
  if (method.open) return null;
  if (!token) return refuse("not_authed");
  if (token !== botToken) return refuse("invalid_auth");
  if (store.state.tokenRevoked) return refuse("token_revoked");
  const [needed] = method.scopes;
  const granted = needed === undefined || method.scopes.some((scope) => store.state.scopes.includes(scope));
  return granted ? null : missingScope(store, method.scopes.join(","));
}

function takeTurn({ store, limits }: WebApi, method: WebMethod, { args }: CallArguments): number | null {
  const wait = limits.take(method.name, method.tier);
  if (wait !== null || !method.posts) return wait;
  const target = String(args.channel);
  const meant = store.state.channels.find(({ kind, name, members }) =>
    kind === "im" ? members.includes(target) : `#${name}` === target,
  );
  return limits.takeChannel(meant?.id ?? target);
}
