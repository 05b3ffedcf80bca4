/**
 * A conversation with the built Worker in workerd, among the simulated world, with a clock of its own. Tests change the
 * world and talk; whatever the bot says must be read, whatever it calls must exist, and nothing may be left ticking.
 */
import {
  abortAllDurableObjects,
  listDurableObjectIds,
  reset,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, expect, vi } from "vitest";
import { createGitHubCloud } from "../../sim/github/github-cloud.ts";
import { startingRepositories, startingTokens } from "../../sim/github/starting-repositories.ts";
import { createLiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import { createPipecatCloud } from "../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../sim/pipecat/starting-organization.ts";
import { createSlackWorkspace } from "../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../sim/slack/starting-workspace.ts";
import { carryOutWorkflow } from "../../sim/world/carry-out-workflow.ts";
import { createPace } from "./pace.ts";
import { allMessages, createReader, type Slack } from "./read-messages.ts";
import { createWaitUntil } from "./wait-until.ts";

const DAY_MS = 86_400_000;
/** Far in the future: the runtime's own clock never reaches an alarm, so only `advance` fires them. */
const FIRST_NIGHT = Date.UTC(2100, 0, 1, 2, 10);
let nights = 0;
/** For an answer that is on its way; a busy machine is no failure. */
const PATIENCE = { timeout: 15_000, interval: 5 };

export type Chat = ReturnType<typeof openChat>;
type FormValues = Record<string, Record<string, string | string[]>>;

/** Opens the world for one test, on a night of its own (no request is a replay of another test's), and closes it after it. */
export function openChat() {
  const start = FIRST_NIGHT + nights * DAY_MS;
  nights += 1;
  vi.useFakeTimers({ toFake: ["Date"], now: start });
  const now = () => Date.now();
  const delay = (ms: number) => (ms === 0 ? Promise.resolve() : new Promise<void>(() => {}));
  const waiting = createWaitUntil();
  const unexpected: string[] = [];

  const builds = createPace(now);
  const livekit = createLiveKitCloud({
    now,
    delay,
    buildDelay: builds.delay,
    projects: startingProjects(start),
  });
  const pipecat = createPipecatCloud({ now, delay, seed: startingOrganization(start) });
  const github = createGitHubCloud({
    now,
    delay,
    repositories: startingRepositories(start),
    tokens: startingTokens,
    codeloadUrl: "https://codeload.test",
    carryOut: (run) => carryOutWorkflow({ livekit, pipecat }, run),
  });
  const slack = createSlackWorkspace({
    now,
    delay,
    deliver: (request) => exports.default.fetch(request),
    requestUrl: "https://bot.test/slack/events",
    publicUrl: "https://slack.test",
    seed: startingWorkspace,
  });
  const hosts: Record<string, { fetch(request: Request): Promise<Response> }> = {
    "slack.test": slack,
    "livekit.test": livekit,
    "pipecat.test": pipecat,
    "github.test": github,
    "codeload.test": github,
  };
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const request = new Request(input, init);
    const host = hosts[new URL(request.url).host];
    if (!host) unexpected.push(request.url);
    return host ? waiting.keep(host.fetch(request)) : Promise.reject(new TypeError("no such host"));
  });
  const log: { level: string; line: Record<string, unknown> }[] = [];
  for (const level of ["info", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((line) => log.push({ level, line }));
  }

  const countAnswers = () => log.filter(({ line }) => line.message === "answered").length;
  const read = createReader(slack);
  const alarms = async () => {
    const found = await Promise.all([alarmsOf(env.OPERATIONS), alarmsOf(env.OUTBOXES)]);
    return found
      .flat()
      .flatMap(({ stub, at }) => (at === null ? [] : [{ stub, at }]))
      .sort((a, b) => a.at - b.at);
  };

  const chat = {
    slack,
    livekit,
    pipecat,
    github,
    log,
    alarms,
    settled: () => waiting.settled(),
    /** A person types a slash command; what everybody then sees is read by `read`. */
    command: (user: string, text: string, channel = "COPS") =>
      slack.client.runCommand({ user, channel, text }),
    /** A person writes a message, in a thread or not. */
    write: async (user: string, text: string, place: { channel?: string; threadTs?: string } = {}) => {
      const answered = countAnswers() + (text.includes("@switchboard") ? 1 : 0);
      const outcome = await slack.client.sendMessage({ user, channel: "COPS", text, ...place });
      await vi.waitFor(() => expect(countAnswers()).toBe(answered), PATIENCE);
      await waiting.settled();
      return outcome;
    },
    /** A person presses the button with this label on the newest message that has one. */
    press: async (user: string, label: string, { channel = "COPS", answers = 1 } = {}) => {
      const { ts, actionId, blockId } = findButton(slack, user, channel, label);
      const answered = countAnswers() + answers;
      const outcome = await slack.client.press({ user, channel, messageTs: ts, actionId, blockId });
      await vi.waitFor(() => expect(countAnswers()).toBe(answered), PATIENCE);
      await waiting.settled();
      return outcome;
    },
    /** Several people press the same button in the same moment; who is named twice presses twice. */
    pressTogether: async (users: readonly string[], label: string, channel = "COPS") => {
      const presses = users.map((user) => {
        const { ts, actionId, blockId } = findButton(slack, user, channel, label);
        return { user, channel, messageTs: ts, actionId, blockId };
      });
      const answered = countAnswers() + users.length;
      await Promise.all(presses.map((press) => slack.client.press(press)));
      await vi.waitFor(() => expect(countAnswers()).toBe(answered), PATIENCE);
      await waiting.settled();
    },
    /** A person types into the newest menu with this action id. */
    suggest: (user: string, actionId: string, value: string, channel = "COPS") =>
      slack.client.suggest({
        user,
        channel,
        messageTs: newestWith(slack, user, channel, actionId),
        actionId,
        value,
      }),
    /** …and picks one of its entries. */
    pick: async (user: string, actionId: string, value: string, channel = "COPS") => {
      const answered = countAnswers() + 1;
      await slack.client.choose({
        user,
        channel,
        messageTs: newestWith(slack, user, channel, actionId),
        actionId,
        value,
      });
      await vi.waitFor(() => expect(countAnswers()).toBe(answered), PATIENCE);
      await waiting.settled();
    },
    /** A person types into the form that is open (its one text, or by block id), and sends it; gives what it says to be wrong. */
    fill: async (user: string, text: string | FormValues, { answers = 1 } = {}) => {
      const view = slack.viewsFor(user).modals.at(-1);
      if (!view) throw new Error(`${user} has no form open`);
      const answered = countAnswers() + answers;
      const { errors } = await slack.client.submitView({
        user,
        viewId: String(view.id),
        values: typeof text === "string" ? { text: { text } } : text,
      });
      await vi.waitFor(() => expect(countAnswers()).toBe(answered), PATIENCE);
      await waiting.settled();
      return errors;
    },
    /** What the form that is open for somebody asks; null when none is. */
    form: (user: string) => slack.viewsFor(user).modals.at(-1) ?? null,
    /** The bot's token posts this, as some version of the bot might have. */
    post: async (message: { text: string; blocks: unknown[] }, channel = "COPS") => {
      const request = new Request("https://slack.test/api/chat.postMessage", {
        method: "POST",
        headers: { authorization: "Bearer xoxb-local", "content-type": "application/json" },
        body: JSON.stringify({ channel, ...message }),
      });
      expect(await (await slack.fetch(request)).json()).toMatchObject({ ok: true });
    },
    /** A signed request that no app of Slack's sends; gives the answer's text. */
    deliver: async (request: Request, { answers = 1 } = {}) => {
      const answered = countAnswers() + answers;
      const text = await (await exports.default.fetch(request)).text();
      await vi.waitFor(() => expect(countAnswers()).toBe(answered), PATIENCE);
      await waiting.settled();
      return text;
    },
    /** What is new or changed since it was last read, as one reads it. */
    read,
    /** Every object dies where it stands; what it has stored is all that is left. */
    kill: async () => {
      await abortAllDurableObjects();
      builds.forget();
    },
    /** Lets time pass: every alarm fires, and every build goes on, at its moment. */
    advance: async (ms: number) => {
      const end = now() + ms;
      for (;;) {
        const [alarm] = await alarms();
        const buildAt = builds.nextAt();
        const isBuild = buildAt !== null && buildAt <= (alarm?.at ?? end);
        const at = isBuild ? buildAt : (alarm?.at ?? null);
        if (at === null || at > end) break;
        vi.setSystemTime(Math.max(at, now()));
        if (isBuild) await builds.caughtUp();
        else if (alarm) await runDurableObjectAlarm(alarm.stub);
        await waiting.settled();
      }
      vi.setSystemTime(end);
    },
  };
  open = { chat, unexpected, builds };
  return chat;
}

/** Operations of earlier tests: they are emptied after each, but go on being listed, and to open them all takes its time. */
const bygone = new Set<string>();

/** The objects of one kind, and when each wants to be woken. */
async function alarmsOf<Kind extends Rpc.DurableObjectBranded>(namespace: DurableObjectNamespace<Kind>) {
  const ids = (await listDurableObjectIds(namespace)).filter((id) => !bygone.has(`${id}`));
  return await Promise.all(
    ids.map(async (id) => {
      const stub = namespace.get(id);
      return { stub, at: await runInDurableObject(stub, (_, state) => state.storage.getAlarm()) };
    }),
  );
}

let open: { chat: Chat; unexpected: string[]; builds: { stop(): void } } | null = null;

afterEach(async () => {
  if (!open) return;
  const { chat, unexpected, builds } = open;
  open = null;
  builds.stop();
  // The outbox leaves its watchdog to ring, rather than pay for taking it back.
  for (const { stub } of await alarmsOf(env.OUTBOXES)) await runDurableObjectAlarm(stub);
  const left = (await chat.alarms()).filter(({ at }) => at - Date.now() < DAY_MS);
  const unread = chat.read();
  vi.restoreAllMocks();
  vi.useRealTimers();
  for (const id of await listDurableObjectIds(env.OPERATIONS)) bygone.add(`${id}`);
  await reset();
  expect(unread, "messages that the test did not read").toBe("");
  expect(unexpected, "calls to hosts that do not exist").toEqual([]);
  expect(left.length, "alarms of operations that have not ended").toBe(0);
});

/** The newest message that has an element with this action id. */
function newestWith(slack: Slack, user: string, channel: string, actionId: string): string {
  const messages = allMessages(slack, user, channel).toReversed();
  const found = messages.find(({ blocks }) => JSON.stringify(blocks).includes(`"action_id":"${actionId}"`));
  if (!found) throw new Error(`${user} sees no ${actionId}`);
  return found.ts;
}

function findButton(slack: Slack, user: string, channel: string, label: string) {
  for (const message of allMessages(slack, user, channel).toReversed()) {
    for (const block of message.blocks) {
      const elements = [...(Array.isArray(block.elements) ? block.elements : []), block.accessory];
      const button = elements.find((element) => element?.type === "button" && element.text?.text === label);
      if (button)
        return { ts: message.ts, actionId: String(button.action_id), blockId: String(block.block_id) };
    }
  }
  throw new Error(`${user} sees no button "${label}"`);
}
