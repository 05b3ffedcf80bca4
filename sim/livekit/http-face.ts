/** The HTTP face of the simulated cloud: project host and agents host in one, told apart by the path as on localhost. */
import { type Context, Hono } from "hono";
import type { Endpoint } from "./agents-endpoint.ts";
import { CLI_VERSION_HEADER, isProjectHost, NO_CLI_VERSION } from "./agents-host.ts";
import { COVERAGE } from "./coverage.ts";
import { MESSAGE_TYPES, type MessageTypes } from "./message-types.ts";
import { badRoute, TwirpError } from "./twirp-error.ts";
import type { TwirpMethod, TwirpService } from "./twirp-method.ts";
import type { Authentication, Client } from "./verify-token.ts";
import { chooseWireFormat } from "./wire-format.ts";

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const CLOUD_AGENT = "livekit.CloudAgent";

interface Environment {
  /** Told the decoded request, for the call log. */
  Bindings: { readonly note: (request: unknown) => void };
  Variables: { client: Client | null };
}

export type HttpFace = Hono<Environment>;

/** `endpoints` by "GET /logs": all that is no Twirp. */
export function createHttpFace(
  services: Readonly<Record<string, TwirpService>>,
  endpoints: Readonly<Record<string, Endpoint>>,
  authenticate: (request: Request) => Promise<Authentication>,
): HttpFace {
  const app: HttpFace = new Hono<Environment>({
    getPath: (request) => new URL(request.url).pathname.replace(/^\/\//, "/"),
  });

  app.use(async (context, next) => {
    const authentication = await authenticate(context.req.raw);
    if (!authentication.ok) return answerText(authentication.text, 401);
    context.set("client", authentication.client);
    return await next();
  });

  for (const [service, methods] of Object.entries(services)) {
    for (const [name, method] of Object.entries(methods)) {
      const types = MESSAGE_TYPES[service]?.[name];
      if (!types) throw new Error(`the messages of ${service}/${name} are not known`);
      app.post(`/twirp/${service}/${name}`, (context) => serve(context, service, method, types));
    }
  }
  for (const [route, endpoint] of Object.entries(endpoints)) {
    const [verb = "", path = ""] = route.split(" ");
    app.on(verb, path, (context) => endpoint(context.req.raw, context.get("client"), context.env.note));
  }
  for (const { route, support } of COVERAGE) {
    if (support !== "absent") continue;
    const [verb = "", path = ""] = route.split(" ");
    app.on(verb, path, () => {
      throw new TwirpError("unimplemented", `the simulated LiveKit Cloud does not have ${route}`);
    });
  }

  app.all("/", () => answerText("OK"));
  app.all("/twirp/:service/*", (context, next) => {
    if (!Object.hasOwn(services, context.req.param("service"))) return next();
    const { method, path } = context.req;
    throw method === "POST"
      ? badRoute(`no handler for path ${JSON.stringify(path)}`, context.req.raw)
      : badRoute(`unsupported method ${JSON.stringify(method)} (only POST is allowed)`, context.req.raw);
  });
  app.notFound(() => answerText("404 page not found\n", 404));
  app.onError((error) => {
    if (error instanceof TwirpError) return error.toResponse();
    throw error;
  });
  return app;
}

/** As Go writes it: Hono would give the charset capitals. */
function answerText(text: string, status = 200): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

async function serve(
  context: Context<Environment>,
  service: string,
  method: TwirpMethod,
  types: MessageTypes,
): Promise<Response> {
  const request = context.req.raw;
  const { hostname, origin } = new URL(request.url);
  if (service === CLOUD_AGENT) {
    if (isProjectHost(hostname)) return answerText("OK");
    if (!request.headers.get(CLI_VERSION_HEADER)) throw new TwirpError("malformed", NO_CLI_VERSION);
  }
  const contentType = request.headers.get("content-type") ?? "";
  const format = chooseWireFormat(contentType, types);
  if (!format) throw badRoute(`unexpected Content-Type: ${JSON.stringify(contentType)}`, request);
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) return answerText("http: request body too large", 413);
  const answer = await method({
    client: context.get("client"),
    request: format.decode(new Uint8Array(bytes)),
    origin,
    note: context.env.note,
  });
  return new Response(format.encode(answer), { headers: { "content-type": format.contentType } });
}
