/** The peer where Bolt is at home: its own HTTP receiver on Node. Tells its parent the port it listens on. */
import { App } from "@slack/bolt";

const app = new App({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? "",
  authorize: async () => ({ botToken: "xoxb-local", botId: "BSWITCH", botUserId: "USWITCH" }),
});
app.command("/agent", async ({ command, ack }) => {
  await ack(`${command.command} ${command.text}`);
});

const server = await app.start({ port: 0, host: "127.0.0.1" });
process.send?.(server.address());
// Without its parent nobody would end it.
process.on("disconnect", () => process.exit());
