/** Serves a fetch function at `http://localhost:<port>`, on this machine only. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { ConnectionCut } from "../../support/faults.ts";

/** `localhost` may be either; a machine without IPv6 has only the first. */
const HOSTS = ["127.0.0.1", "::1"];

export class PortInUse extends Error {
  override readonly name = "PortInUse";
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is in use.`);
    this.port = port;
  }
}

/** Answers with the function that ends it at once, open streams included. Throws `PortInUse`. */
export async function serveOnLoopback(
  port: number,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<() => void> {
  const listener = getRequestListener(async (request, { outgoing }) => {
    try {
      return await fetch(request);
    } catch (error) {
      if (!(error instanceof ConnectionCut)) throw error;
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
  });
  const servers: Server[] = [];
  const close = (): void => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  try {
    for (const host of HOSTS) {
      const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
      if (await listen(server, port, host)) servers.push(server);
    }
  } catch (error) {
    close();
    throw error;
  }
  return close;
}

/** Throws `PortInUse` when something listens there. */
export async function requireFreePort(port: number): Promise<void> {
  const close = await serveOnLoopback(port, () => new Response());
  close();
}

/** False: the machine does not have this address. */
async function listen(server: Server, port: number, host: string): Promise<boolean> {
  try {
    server.listen(port, host);
    await once(server, "listening");
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE") throw new PortInUse(port);
    if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") return false;
    throw error;
  }
}
