/** Bolt's App on our receiver: routing and payload types. Built once per isolate, without any call to Slack. */
import type { Receiver } from "@slack/bolt";
import type { Logger } from "../log.ts";
import { App, LogLevel } from "./bolt.cjs";
import type { Delivery } from "./receiver.ts";

/** Bolt hands a delivery's signature to the listeners in its context under this name. */
export interface DeliveryContext extends Record<string, unknown> {
  readonly signature: string;
}

export type SlackApp = App<DeliveryContext>;

/** Registers the listeners and gives the function that runs them for one delivery. */
export function createBoltApp(
  log: Logger,
  register: (app: SlackApp) => void,
): (delivery: Delivery) => Promise<void> {
  const receiver: Receiver = { init() {}, start: async () => undefined, stop: async () => undefined };
  const app = new App<DeliveryContext>({
    receiver,
    // No token and no bot id: a token would make Bolt build a client per request, and ours are opened when needed.
    authorize: async () => ({}),
    ignoreSelf: false,
    // Nothing is kept between messages, and a store in memory throws an error for each of them.
    convoStore: false,
    extendedErrorHandler: false,
    logger: quietLogger(log),
  });
  register(app);
  app.error(async (error) => {
    throw error.original ?? error;
  });
  return ({ body, ack, signature, retryNum, retryReason }) =>
    app.processEvent({
      body,
      ack,
      customProperties: { signature },
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
}

/** Bolt's messages may quote payloads; that there was one is all we keep. */
function quietLogger(log: Logger) {
  return {
    debug() {},
    info() {},
    warn: () => log.info("bolt warned"),
    error: () => log.error("bolt reported an error"),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
