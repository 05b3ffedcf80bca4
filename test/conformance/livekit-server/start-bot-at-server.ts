/** The bot's own Worker, unchanged, whose LiveKit projects are at the real server; the agents host stays simulated. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { startLocalBot, until } from "../../support/local-bot.ts";
import { printBlocks } from "../../support/print-message.ts";
import type { LivekitServer } from "./start-livekit-server.ts";

export type BotAtServer = Awaited<ReturnType<typeof startBotAtServer>>;

const WHERE = { user: "UOPERATOR", channel: "COPS" };

/**
 * `prod` has the server's key. `staging` has one that the agents host knows and the server does not; `mistyped` has the
 * server's key and a wrong secret.
 */
export async function startBotAtServer(server: LivekitServer) {
  const bot = await startLocalBot((simulated) => {
    const { prod, ...others } = simulated.PROJECTS;
    const { sources } = prod;
    const project = { platform: "livekit", url: server.url, agents_url: prod.url, sources };
    return {
      ...simulated,
      MISTYPED_LIVEKIT_API_KEY: simulated.PROD_LIVEKIT_API_KEY,
      MISTYPED_LIVEKIT_API_SECRET: "not-the-secret",
      PROJECTS: { ...others, prod: project, staging: project, mistyped: project },
    };
  });
  const { slack } = bot.world;
  /** All that the bot has said in the channel, as it is now. */
  const readAll = (): readonly string[] =>
    slack
      .messagesFor(WHERE.user, WHERE.channel)
      .filter(({ user }) => user === "USWITCH")
      .map(({ blocks, text }) => (blocks.length > 0 ? printBlocks(blocks) : text));

  return {
    readAll,
    /** All that wrangler and the Worker have written. */
    readLog: () => readFileSync(bot.files.log, "utf8"),
    command: async (text: string) => {
      const { error } = await slack.client.runCommand({ ...WHERE, text });
      expect(error, text).toBeNull();
    },
    /** Waits until the bot says this somewhere in the channel, and gives the newest message that does. */
    reads: async (expected: RegExp, timeoutMs = 20_000): Promise<string> => {
      const find = () => readAll().findLast((said) => expected.test(said));
      await until(() => find() !== undefined, timeoutMs).catch(() => {});
      const found = find();
      if (found === undefined) throw new Error(`${expected} is nowhere in\n${readAll().join("\n---\n")}`);
      return found;
    },
    stop: bot.stop,
  };
}
