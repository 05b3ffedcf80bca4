/** The HTTP face of the simulated cloud: project host and agents host in one, told apart by the path as on localhost. */
import { type Context, Hono } from "hono";
import { CLI_VERSION_HEADER, isProjectHost, NO_CLI_VERSION } from "./agents-host.ts";
import { COVERAGE } from "./coverage.ts";
import type { LogService } from "./log-service.ts";
import { badRoute, TwirpError } from "./twirp-error.ts";
import type { TwirpMethod, TwirpService } from "./twirp-method.ts";
import type { Authentication, Client } from "./verify-token.ts";

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const CLOUD_AGENT = "livekit.CloudAgent";

interface Environment {
  /** Told the decoded request, for the call log. */
  Bindings: { readonly note: (request: unknown) => void };
  Variables: { client: Client | null };
}

export type HttpFace = Hono<Environment>;

export function createHttpFace(
  services: Readonly<Record<string, TwirpService>>,
  readLogs: LogService,
  authenticate: (request: Request) => Promise<Authentication>,
): HttpFace {
  const app: HttpFace = new Hono<Environment>();

  app.use(async (context, next) => {
    const authentication = await authenticate(context.req.raw);
    if (!authentication.ok) return context.text(authentication.text, 401);
    context.set("client", authentication.client);
    return await next();
  });

  for (const [service, methods] of Object.entries(services)) {
    for (const [name, method] of Object.entries(methods)) {
      app.post(`/twirp/${service}/${name}`, (context) => serve(context, service, method));
    }
  }
  app.get("/logs", (context) => readLogs(context.req.raw, context.get("client"), context.env.note));
  for (const { route, support } of COVERAGE) {
    if (support !== "absent") continue;
    const [verb = "", path = ""] = route.split(" ");
    app.on(verb, path, () => {
      throw new TwirpError("unimplemented", `the simulated LiveKit Cloud does not have ${route}`);
    });
  }

  app.all("/twirp/:service/:method", (context, next) => {
    if (!Object.hasOwn(services, context.req.param("service"))) return next();
    const { method, path } = context.req;
    throw method === "POST"
      ? badRoute(`no handler for path ${JSON.stringify(path)}`, context.req.raw)
      : badRoute(`unsupported method ${JSON.stringify(method)} (only POST is allowed)`, context.req.raw);
  });
  app.notFound((context) => context.text("404 page not found\n", 404));
  app.onError((error) => {
    if (error instanceof TwirpError) return error.toResponse();
    throw error;
  });
  return app;
}

async function serve(context: Context<Environment>, service: string, method: TwirpMethod): Promise<Response> {
  const request = context.req.raw;
  if (service === CLOUD_AGENT) {
    if (isProjectHost(new URL(request.url).hostname)) return context.text("OK");
    if (!request.headers.get(CLI_VERSION_HEADER)) throw new TwirpError("malformed", NO_CLI_VERSION);
  }
  const contentType = request.headers.get("content-type") ?? "";
  if (contentType.split(";")[0]?.trim().toLowerCase() !== "application/json")
    throw badRoute(`unexpected Content-Type: ${JSON.stringify(contentType)}`, request);
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) return context.text("http: request body too large", 413);
  const body = new TextDecoder().decode(bytes);
  const answer = await method({ client: context.get("client"), body, note: context.env.note });
  return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
}
