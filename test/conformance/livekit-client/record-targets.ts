/** A proxy that lets nobody through and remembers who was asked for. */
import { once } from "node:events";
import { createServer } from "node:http";

export async function recordTargets() {
  const targets: string[] = [];
  const server = createServer((request, response) => {
    targets.push(new URL(request.url ?? "").origin);
    response.writeHead(403).end();
  });
  server.on("connect", (request, socket) => {
    targets.push(`https://${(request.url ?? "").replace(/:443$/, "")}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    targets,
    /** Lets a Go program go through it, for any host but those of this machine. */
    environment: { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: "", no_proxy: "" },
    close: (): void => {
      server.close();
    },
  };
}
