import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as z from "zod";
import type { RunningSubject } from "./running-subject.ts";

const messageSchema = z.tuple([z.object({ port: z.int() })]).rest(z.unknown());

/** Bolt's own HTTP receiver in a Node of its own. */
export async function runBoltOnNode(signingSecret: string): Promise<RunningSubject> {
  const child = fork(join(import.meta.dirname, "peers/bolt-on-node.ts"), {
    env: { ...process.env, SLACK_SIGNING_SECRET: signingSecret },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [{ port }] = messageSchema.parse(await once(child, "message"));
  if (child.pid === undefined) throw new Error("the process of Bolt has no id");
  return {
    label: "Bolt's HTTPReceiver on Node",
    url: `http://127.0.0.1:${port}/slack/events`,
    pid: child.pid,
    stop: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
