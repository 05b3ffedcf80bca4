import { once } from "node:events";
import { serve as serveFetch } from "@hono/node-server";

export interface Service {
  readonly fetch: (request: Request) => Promise<Response>;
}

export interface Served<Kind extends Service> {
  readonly address: string;
  readonly service: Kind;
  readonly stop: () => void;
}

/** Serves on a free port of this machine; the service is created when its address is known. */
export async function serve<Kind extends Service>(
  createService: (address: string) => Kind,
): Promise<Served<Kind>> {
  let answer: Service["fetch"] = async () => new Response(null, { status: 503 });
  const server = serveFetch({ fetch: (request) => answer(request), port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  const address = `http://127.0.0.1:${bound.port}`;
  const service = createService(address);
  answer = service.fetch;
  return {
    address,
    service,
    stop: () => {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    },
  };
}
