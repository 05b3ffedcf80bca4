import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { ConnectionCut } from "../../../sim/support/faults.ts";
import { PortInUse, requireFreePort, serveOnLoopback } from "../../../sim/world/local/serve-on-loopback.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function serve(answer: (request: Request) => Response | Promise<Response>): Promise<number> {
  const port = await freePort();
  closers.push(await serveOnLoopback(port, answer));
  return port;
}

describe("serveOnLoopback", () => {
  it("is reached as localhost and sees the whole request", async () => {
    const port = await serve(async (request) =>
      Response.json({
        method: request.method,
        path: new URL(request.url).pathname,
        body: await request.text(),
      }),
    );
    const response = await fetch(`http://localhost:${port}/a/b`, { method: "POST", body: "hello" });
    expect(await response.json()).toEqual({ method: "POST", path: "/a/b", body: "hello" });
  });

  it("breaks the connection when the service does", async () => {
    const port = await serve((request) => {
      if (request.url.endsWith("/cut")) throw new ConnectionCut("the connection was cut");
      return new Response("fine");
    });
    await expect(fetch(`http://localhost:${port}/cut`)).rejects.toThrow("fetch failed");
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe("fine");
  });

  it("says which port is in use", async () => {
    const port = await serve(() => new Response());
    await expect(serveOnLoopback(port, () => new Response())).rejects.toEqual(new PortInUse(port));
    await expect(requireFreePort(port)).rejects.toBeInstanceOf(PortInUse);
  });

  it("leaves a free port free", async () => {
    const port = await freePort();
    await requireFreePort(port);
    closers.push(await serveOnLoopback(port, () => new Response("mine")));
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("mine");
  });

  it("ends open streams, too", async () => {
    const port = await freePort();
    const close = await serveOnLoopback(
      port,
      () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array([1])) })),
    );
    const { body } = await fetch(`http://localhost:${port}/`);
    const reader = body?.getReader();
    await reader?.read();
    close();
    await expect(reader?.read()).rejects.toThrow();
  });
});
