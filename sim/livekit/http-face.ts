/** The HTTP face of the simulated cloud: project host and agents host in one, told apart by the path as on localhost. */
import { type Context, Hono } from "hono";
import { COVERAGE } from "./coverage.ts";
import { badRoute, TwirpError } from "./twirp-error.ts";
import type { TwirpMethod, TwirpService } from "./twirp-method.ts";
import type { Authentication, Client } from "./verify-token.ts";

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const CLOUD_AGENT = "livekit.CloudAgent";
const CLI_VERSION_HEADER = "x-livekit-cli-version";

interface Environment {
  /** Told the decoded request, for the call log. */
  Bindings: { readonly note: (request: unknown) => void };
  Variables: { client: Client | null };
}

export type HttpFace = Hono<Environment>;

export function createHttpFace(
  services: Readonly<Record<string, TwirpService>>,
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
    // The project host knows no agents; it was seen to answer such calls with a friendly text.
    if (isProjectHost(new URL(request.url).hostname)) return context.text("OK");
    if (!request.headers.get(CLI_VERSION_HEADER))
      throw new TwirpError("malformed", "livekit-cli version header is required");
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

/** Whether a host of the real cloud is one of a project and not "agents.livekit.cloud" or "<region>.agents.livekit.cloud". */
function isProjectHost(hostname: string): boolean {
  return hostname.endsWith(".livekit.cloud") && !hostname.split(".").includes("agents");
}
