/** Where our door is meant to answer otherwise than Bolt's. The tests hold the list: what is missing here fails, and so does what is true no more. */
import type { Exchange } from "./exchange-letter.ts";
import { type Envelope, GOOD_ENVELOPE, type Letter, type Scene } from "./letter.ts";
import { FORM } from "./scene-arbitraries.ts";

export interface DoorDifference {
  readonly name: string;
  /** Why it is meant so. */
  readonly reason: string;
  /** A letter that shows it. */
  readonly example: Letter;
  /** Whether it is the cause of these two answers. */
  readonly explains: (letter: Letter, ours: Exchange, bolt: Exchange) => boolean;
}

const HELP: Scene = { type: "command", user: "UOPERATOR", channel: "COPS", text: "/agent help" };
const MENTION: Scene = {
  type: "mention",
  user: "UOPERATOR",
  channel: "COPS",
  text: "@switchboard help",
  inThread: false,
};
const SUGGEST: Scene = { type: "suggest", user: "UOPERATOR", actionId: "agent.pick:status", value: "desk" };

const letter = (
  scene: Scene,
  envelope: Partial<Envelope> = {},
  rest: Partial<Pick<Letter, "alteration" | "platformLatencyMs">> = {},
): Letter => ({
  scene,
  envelope: { ...GOOD_ENVELOPE, ...envelope },
  alteration: null,
  platformLatencyMs: 0,
  ...rest,
});

const bytes = (contentType: string, body: string): Scene => ({ type: "bytes", contentType, body });

/** Fields by their place in what the simulated Slack sends: `text` of a command, `event.channel` of a mention. */
const COMMAND_TEXT = 10;
const EVENT_CHANNEL = 19;

/** Longer than Slack waits. */
export const SLOW_MS = 4_500;

const didTheSame = (ours: Exchange, bolt: Exchange): boolean => `${ours.effects}` === `${bolt.effects}`;
const beginsLike = (ours: Exchange, bolt: Exchange): boolean =>
  ours.effects.every((effect, index) => effect === bolt.effects[index]);

/** Nothing, no options, or the apology that names `unknown-request`. */
const isForNobody = ({ status, body }: Exchange): boolean =>
  status === 200 && (body === "" || body === '{"options":[]}' || body.includes("`unknown-request`"));

export const DOOR_DIFFERENCES: readonly DoorDifference[] = [
  {
    name: "says in words why it refuses",
    reason: "whoever sets the app up reads it, and it quotes nothing of the request",
    example: letter(HELP, { secret: "stranger" }),
    explains: (_, ours, bolt) =>
      ours.status === bolt.status && ours.status >= 400 && bolt.body === "" && didTheSame(ours, bolt),
  },
  {
    name: "refuses a clock that is more than five minutes ahead",
    reason: "Slack says five minutes from local time; what was signed for later could be kept until then",
    example: letter(HELP, { skewSeconds: 301 }),
    explains: ({ envelope }, ours, bolt) =>
      envelope.skewSeconds > 300 && bolt.status !== 401 && beginsLike(ours, bolt),
  },
  {
    name: "takes whole seconds only",
    reason: "Slack sends nothing else, and what is signed is what is read",
    example: letter(HELP, { timestamp: "1793610000.5" }),
    explains: ({ envelope }, ours) => envelope.timestamp?.includes(".") === true && ours.status === 401,
  },
  {
    name: "takes the signing secret before this one too",
    reason: "Slack keeps it valid for 24 hours, so that nothing is lost while a secret is changed",
    example: letter(HELP, { secret: "previous" }),
    explains: ({ envelope }, ours, bolt) =>
      envelope.secret === "previous" && bolt.status === 401 && ours.status !== 401,
  },
  {
    name: "does nothing for the very same request",
    reason: "who has seen one on its way must not be able to send it again",
    example: letter(HELP, { sequel: "the same again" }),
    explains: ({ envelope }, ours, bolt) =>
      envelope.sequel === "the same again" &&
      ours.status === 200 &&
      ours.body === "" &&
      beginsLike(ours, bolt),
  },
  {
    name: "does nothing for an event that Slack tells again",
    reason: "Slack tells it until it has an answer, also while the first delivery is still at work",
    example: letter(MENTION, { sequel: "told again" }),
    explains: ({ scene, envelope }, ours, bolt) =>
      scene.type === "mention" &&
      envelope.sequel === "told again" &&
      ours.body === "" &&
      beginsLike(ours, bolt),
  },
  {
    name: "takes no more than 1 MiB",
    reason: "Slack's requests are far smaller, and an isolate has 128 MB for all of them",
    example: letter(HELP, { body: "over 1 MiB" }),
    explains: ({ envelope }, ours, bolt) =>
      envelope.body === "over 1 MiB" && ours.status === 413 && bolt.status !== 413,
  },
  {
    name: "reads a content type with parameters and in any case",
    reason: "that is what a content type is (RFC 9110); Bolt compares text, and then reads a form as JSON",
    example: letter(HELP, { contentType: `${FORM}; charset=utf-8` }),
    explains: ({ envelope }, ours, bolt) =>
      /[;A-Z]/.test(envelope.contentType ?? "") && ours.status === 200 && bolt.status === 400,
  },
  {
    name: "asks for a content type that Slack sends",
    reason: "it says how the body is to be read; Bolt reads everything else as JSON",
    example: letter(MENTION, { contentType: "text/plain" }),
    explains: ({ scene, envelope }, ours) =>
      (envelope.contentType !== "as given" ||
        (scene.type === "bytes" && scene.contentType === "text/plain")) &&
      ours.status === 400,
  },
  {
    name: "refuses a content type that is given twice",
    reason: "headers of the same name are one list here; Node drops the second of this one",
    example: letter(MENTION, { repeated: "content-type" }),
    explains: ({ envelope }, ours) => envelope.repeated === "content-type" && ours.status === 400,
  },
  {
    name: "asks for the signature of ssl_check as well",
    reason:
      "Slack checks distributed apps only, which Switchboard is not; nothing is read before its signature",
    example: letter(bytes(FORM, "ssl_check=1&token=x"), { signature: "missing" }),
    explains: ({ scene }, ours, bolt) =>
      scene.type === "bytes" &&
      scene.body.startsWith("ssl_check=1") &&
      ours.status !== 200 &&
      bolt.status === 200,
  },
  {
    name: "tells bytes that are no UTF-8 from a wrong signature",
    reason: "the signature is checked over the bytes; Bolt decodes them first, which changes them",
    example: letter(HELP, { body: "no UTF-8" }),
    explains: ({ envelope }, ours, bolt) =>
      envelope.body === "no UTF-8" && ours.status === 400 && bolt.status === 401,
  },
  {
    name: "answers at once, and well, when nobody listens",
    reason: "Slack shows a 404 as a failure of the app, and Bolt's comes after three seconds",
    example: letter({ type: "close", user: "UOPERATOR" }),
    explains: ({ platformLatencyMs }, ours, bolt) =>
      platformLatencyMs < SLOW_MS && isForNobody(ours) && bolt.status === 404 && didTheSame(ours, bolt),
  },
  {
    name: "refuses what is signed but is no request of Slack's",
    reason: "it is parsed before it is trusted; Bolt hands on what it does not know, or trips over it",
    example: letter(bytes(FORM, "command=%2Fagent&text=help")),
    explains: ({ scene, envelope, alteration }, ours, bolt) =>
      (scene.type === "bytes" || alteration !== null || ["cut", "empty"].includes(envelope.body)) &&
      ours.status === 400 &&
      bolt.status !== 400,
  },
  {
    name: "apologises when something fails before the answer",
    reason: "Slack shows a 500 as a failure of the app, and tells an event again that would fail again",
    example: letter(MENTION, {}, { alteration: { index: EVENT_CHANNEL, change: "null" } }),
    explains: ({ alteration }, ours, bolt) =>
      alteration !== null && alteration.change !== "twice" && ours.status === 200 && bolt.status === 500,
  },
  {
    name: "takes the last of a form's fields with one name",
    reason: "Slack never sends two; Bolt makes a list of them, at which listeners trip",
    example: letter(HELP, {}, { alteration: { index: COMMAND_TEXT, change: "twice" } }),
    explains: ({ alteration }) => alteration?.change === "twice",
  },
  {
    name: "answers before Slack gives up",
    reason:
      "after three seconds Slack shows a failure; Bolt waits a moment longer than that, and answers 404",
    example: letter(SUGGEST, {}, { platformLatencyMs: SLOW_MS }),
    explains: ({ platformLatencyMs }, ours, bolt) =>
      platformLatencyMs >= SLOW_MS && ours.status === 200 && bolt.status === 404,
  },
  {
    name: "says on its page that it runs",
    reason: "who sets the Worker up looks there first; it says which keys are missing, and nothing else",
    example: letter(HELP, { method: "GET", path: "/" }),
    explains: ({ envelope }, ours, bolt) =>
      envelope.method === "GET" && envelope.path === "/" && ours.status === 200 && bolt.status === 404,
  },
  {
    name: "opens for its path in another spelling",
    reason: "Hono takes %65 for e, as a URL means it; Slack sends the address as it was written down",
    example: letter(HELP, { path: "/slack/%65vents" }),
    explains: ({ envelope }, ours, bolt) =>
      envelope.path.includes("%") && ours.status !== 404 && bolt.status === 404,
  },
];
