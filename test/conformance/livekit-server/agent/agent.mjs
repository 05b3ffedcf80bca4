/**
 * A minimal agent on the official Agents SDK. What its job says in its metadata decides what it does: "refuse", "crash",
 * "leave" at once after it joined; with anything else it joins and stays.
 */
import { fileURLToPath } from "node:url";
import { cli, defineAgent, ServerOptions } from "@livekit/agents";

const self = fileURLToPath(import.meta.url);

export default defineAgent({
  entry: async (context) => {
    const { metadata } = context.job;
    if (metadata === "crash") process.exit(1);
    await context.connect();
    if (metadata === "leave") context.shutdown();
  },
});

// The processes of its jobs load this file as well.
if (process.argv[1] === self) {
  cli.runApp(
    new ServerOptions({
      agent: self,
      agentName: "support-line",
      host: "127.0.0.1",
      port: Number(process.env.HEALTH_PORT),
      // A busy machine is no reason to refuse.
      loadFunc: async () => 0,
      requestFunc: async (request) =>
        request.job.metadata === "refuse" ? await request.reject() : await request.accept(),
    }),
  );
}
