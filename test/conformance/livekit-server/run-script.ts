/** A conversation with a project host, had with the real one and with the simulated one. */
import { until } from "../../support/local-bot.ts";
import { type Answer, type Call, exchange, type Peer } from "./exchange.ts";
import { normaliseAnswer } from "./normalise-answer.ts";

/** Requests that build on each other, the same for both peers. */
export type Script = (conversation: Conversation) => Promise<void>;

export interface Conversation {
  /** Makes a call whose answer is compared under this name, and gives it as it came. */
  readonly ask: (name: string, call: Call) => Promise<Answer>;
  /** Makes a call that is not compared, again and again, until its answer is as wanted. */
  readonly wait: (call: Call, isDone: (answer: Answer) => boolean) => Promise<void>;
}

/** Runs a script and gives its answers by name, ids and times made alike. */
export async function runScript(script: Script, peer: Peer): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  await script({
    ask: async (name, call) => {
      const answer = await exchange(peer, call);
      if (answers.has(name)) throw new Error(`"${name}" is asked twice`);
      answers.set(name, normaliseAnswer(answer, Date.now()));
      return answer;
    },
    wait: async (call, isDone) => await until(async () => isDone(await exchange(peer, call))),
  });
  return answers;
}
