import type { Server } from "node:http";
import { App, HTTPReceiver, type Logger, LogLevel } from "@slack/bolt";
import { openDeps } from "../../../../src/deps.ts";
import { openWorkspace } from "../../../../src/objects/open-workspace.ts";
import type { DeliveryContext } from "../../../../src/slack/bolt-app.ts";
import { DirectoryCache } from "../../../../src/slack/directory.ts";
import { registerListeners } from "../../../../src/slack/register-listeners.ts";
import { createWorkCounter, type Door } from "./door.ts";
import type { DoorWorld } from "./door-world.ts";
import { SECRETS } from "./letter.ts";

/** Bolt's own receiver, with its own settings, and the same listeners at the same desk. */
export async function openBoltDoor({ env }: DoorWorld): Promise<Door> {
  const receiver = new HTTPReceiver({
    signingSecret: SECRETS.current,
    logger: SILENT,
    // The one thing that our listeners need to know of a delivery.
    customPropertiesExtractor: ({ headers }) => ({ signature: String(headers["x-slack-signature"]) }),
  });
  const app = new App<DeliveryContext>({
    receiver,
    authorize: async () => ({}),
    ignoreSelf: false,
    logger: SILENT,
  });
  registerListeners(app, openDeskOf(env));

  const work = createWorkCounter();
  let isUnanswered = false;
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    let isAcknowledged = false;
    const ack: typeof event.ack = async (answer) => {
      isAcknowledged = true;
      await event.ack(answer);
    };
    isUnanswered = false;
    const processed = processEvent({ ...event, ack });
    void work.count(processed);
    await processed;
    isUnanswered = !isAcknowledged;
  };
  const server: Pick<Server, "address"> = await app.start({ port: 0, host: "127.0.0.1" });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    port: address.port,
    underWay: work.underWay,
    waitsForItsClock: () => isUnanswered,
    close: async () => {
      await app.stop();
    },
  };
}

/** The desk that `src/app.ts` opens. */
function openDeskOf(env: Env) {
  const deps = openDeps(env);
  const directory = new DirectoryCache();
  return () => {
    const slack = deps.openSlack();
    return {
      deps,
      slack,
      directory: directory.open(slack, deps.now),
      freshDirectory: directory.open(slack, deps.now, 1_000),
      workspace: openWorkspace(env),
    };
  };
}

const nothing = () => {};
const SILENT: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
