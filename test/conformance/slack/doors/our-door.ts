import { once } from "node:events";
import { serve } from "@hono/node-server";
import { openApp } from "../../../../src/app.ts";
import { createWorkCounter, type Door } from "./door.ts";
import type { DoorWorld } from "./door-world.ts";

/** The Worker's app, as it ships, on a socket of Node. */
export async function openOurDoor({ env }: DoorWorld): Promise<Door> {
  const work = createWorkCounter();
  const context = {
    waitUntil: (promise: Promise<unknown>) => void work.count(promise),
    passThroughOnException() {},
    props: {},
  } as unknown as ExecutionContext;
  const server = serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) => openApp(env).fetch(request, env, context),
  });
  if (!server.listening) await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    port: address.port,
    underWay: work.underWay,
    // It answers by itself whatever its listeners left unanswered.
    waitsForItsClock: () => false,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
