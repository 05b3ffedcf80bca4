/** The operations that are killed in the middle, and how to tell from outside what became of them. */
import type { ShownMessage } from "../../sim/slack/visible-messages.ts";
import type { LocalBot } from "../support/local-bot.ts";

export interface CrashScenario {
  readonly name: string;
  readonly command: string;
  /** The call that changes something, as the simulators log it. */
  readonly call: string;
  /** The read that stands before it. */
  readonly read: string;
  readonly platform: "livekit" | "pipecat";
  /** What the final card says. */
  readonly ending: string;
}

/** Each a change that would show if it were made twice: as a second call, and as a second deployment. */
export const SCENARIOS: readonly CrashScenario[] = [
  {
    name: "rollback on LiveKit",
    command: "/agent rollback prod/support-line",
    call: "RollbackAgent",
    read: "CloudAgent/ListAgents",
    platform: "livekit",
    ending: "Rolled back prod/support-line",
  },
  {
    name: "restart on Pipecat",
    command: "/agent restart voice/voice-starter",
    call: "POST /v1/agents/voice-starter",
    read: "GET /v1/agents/voice-starter",
    platform: "pipecat",
    ending: "Restarted voice/voice-starter",
  },
];

const CHANNEL = "COPS";

export function observe({ world }: LocalBot, scenario: CrashScenario) {
  const platform = world[scenario.platform];
  const messages = (thread?: string): readonly ShownMessage[] =>
    world.slack.messagesFor("UADMIN", CHANNEL, thread).filter(({ user }) => user === "USWITCH");
  const cards = () =>
    messages().filter(
      ({ blocks, threadTs, ts }) => blocks.length > 1 && (threadTs === null || threadTs === ts),
    );
  return {
    platform,
    /** Calls that the platform carried out, whether its answer arrived or not. */
    effects: () => platform.calls.list(scenario.call).filter(({ status }) => status === 200).length,
    cards,
    isOver: () => cards().some(({ text }) => text.includes(scenario.ending)),
    /** Messages in the threads that tell who asked how it ended. */
    pings: () =>
      cards()
        .flatMap(({ ts }) => messages(ts))
        .filter(({ text }) => text.startsWith("<@UOPERATOR>") && text.includes(scenario.ending)),
    ask: () => world.slack.client.runCommand({ user: "UOPERATOR", channel: CHANNEL, text: scenario.command }),
    /** False while there is no card with the button. */
    approve: async (): Promise<boolean> => {
      for (const { ts, blocks } of cards()) {
        for (const block of blocks) {
          const elements = Array.isArray(block.elements) ? block.elements : [];
          const button = elements.find((element) => element?.text?.text === "Approve");
          if (!button) continue;
          const press = { user: "UAPPROVER", channel: CHANNEL, messageTs: ts };
          await world.slack.client
            .press({ ...press, actionId: String(button.action_id), blockId: String(block.block_id) })
            .catch(() => null);
          return true;
        }
      }
      return false;
    },
  };
}

export type Observer = ReturnType<typeof observe>;
