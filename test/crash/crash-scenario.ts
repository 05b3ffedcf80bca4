/** The operations that are killed in the middle, and how to tell from outside what became of them. */
import type { ShownMessage } from "../../sim/slack/visible-messages.ts";
import { SECRETS_FORM } from "../../src/views/secrets-form.ts";
import { type LocalBot, until } from "../support/local-bot.ts";

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
  /** How much faster time passes in the clouds than here; a build takes half a minute of theirs. */
  readonly pace: number;
}

/** Each one call, that would show if it were made twice: as a second call, and as a second deployment. */
export const CALLS: readonly CrashScenario[] = [
  {
    name: "rollback on LiveKit",
    command: "/agent rollback prod/support-line",
    call: "RollbackAgent",
    read: "CloudAgent/ListAgents",
    platform: "livekit",
    ending: "Rolled back prod/support-line",
    pace: 1,
  },
  {
    name: "restart on Pipecat",
    command: "/agent restart voice/voice-starter",
    call: "POST /v1/agents/voice-starter",
    read: "GET /v1/agents/voice-starter",
    platform: "pipecat",
    ending: "Restarted voice/voice-starter",
    pace: 1,
  },
];

export const BUILD: CrashScenario = {
  name: "deployment from source on LiveKit",
  command: "/agent deploy prod/support-line",
  call: "/build",
  read: "CloudAgent/ListAgents",
  platform: "livekit",
  ending: "Deployed prod/support-line",
  pace: 4,
};

export const SECRETS: CrashScenario = {
  name: "secrets on LiveKit",
  command: "/agent update-secrets prod/support-line --secret OPENAI_API_KEY",
  call: "UpdateAgentSecrets",
  read: "CloudAgent/ListAgents",
  platform: "livekit",
  ending: "Updated the secrets of prod/support-line",
  pace: 1,
};

const CHANNEL = "COPS";
/** On a machine with much else to do the first request takes its time. */
const ATTEMPTS = 3;
const ANSWERED_MS = 8_000;

export function observe({ world }: LocalBot, scenario: CrashScenario) {
  const { [scenario.platform]: platform, slack } = world;
  const messages = (thread?: string): readonly ShownMessage[] =>
    slack.messagesFor("UADMIN", CHANNEL, thread).filter(({ user }) => user === "USWITCH");
  const cards = () =>
    messages().filter(
      ({ blocks, threadTs, ts }) => blocks.length > 1 && (threadTs === null || threadTs === ts),
    );
  const press = async (user: string, label: string): Promise<boolean> => {
    for (const { ts, blocks } of cards()) {
      for (const block of blocks) {
        const elements = Array.isArray(block.elements) ? block.elements : [];
        const button = elements.find((element) => element?.text?.text === label);
        if (!button) continue;
        const place = { user, channel: CHANNEL, messageTs: ts, blockId: String(block.block_id) };
        await slack.client.press({ ...place, actionId: String(button.action_id) }).catch(() => null);
        return true;
      }
    }
    return false;
  };
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
    /** Who saw nothing happen asks again; the same within a minute is one question. Resolves when there is a card. */
    ask: async (): Promise<void> => {
      for (let attempt = 0; attempt < ATTEMPTS && cards().length === 0; attempt += 1) {
        await slack.client
          .runCommand({ user: "UOPERATOR", channel: CHANNEL, text: scenario.command })
          .catch(() => null);
        await until(() => cards().length > 0, ANSWERED_MS).catch(() => null);
      }
    },
    /** False while there is no card with the button. */
    approve: () => press("UAPPROVER", "Approve"),
    /** Every value that is asked for; false while no card asks for any. */
    enterValues: async (): Promise<boolean> => {
      if (!(await press("UOPERATOR", "Enter the values…"))) return false;
      const form = () => slack.viewsFor("UOPERATOR").modals.at(-1);
      const fields = () => {
        const blocks = form()?.blocks;
        return Array.isArray(blocks) ? blocks.filter(({ type }) => type === "input") : [];
      };
      // Who presses a button that is just going away is told so, in a form without fields.
      const isOpen = await until(() => fields().length > 0, 3_000).then(
        () => true,
        () => false,
      );
      if (!isOpen) return false;
      const values = fields().map(({ block_id: id }) => [String(id), { [SECRETS_FORM.input]: "sk-entered" }]);
      const viewId = String(form()?.id);
      await slack.client
        .submitView({ user: "UOPERATOR", viewId, values: Object.fromEntries(values) })
        .catch(() => null);
      return true;
    },
  };
}

export type Observer = ReturnType<typeof observe>;
