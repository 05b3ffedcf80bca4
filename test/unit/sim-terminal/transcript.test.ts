import { describe, expect, it } from "vitest";
import { isCardOver } from "../../../sim/terminal/is-card-over.ts";
import { createTranscript } from "../../../sim/terminal/transcript.ts";
import { type Scene, sceneSchema } from "../../../sim/world/page-protocol.ts";
import { renderUnderWay } from "../../../src/views/render-under-way.ts";

type Message = Scene["messages"][number];

const message = (ts: string, text: string, patch: Partial<Message> = {}): Message => ({
  ts,
  threadTs: null,
  user: "USWITCH",
  author: "switchboard",
  text,
  blocks: [],
  files: [],
  ephemeral: false,
  edited: false,
  tombstone: false,
  replyCount: 0,
  warning: null,
  ...patch,
});
const person = (id: string, isBot: boolean) => ({
  id,
  name: id,
  realName: id,
  title: "",
  roles: "",
  isBot,
  isActive: false,
});
const scene = (messages: Message[], thread: Message[] | null = null): Scene =>
  sceneSchema.parse({
    team: "T",
    app: "USWITCH",
    people: [person("UOPERATOR", false), person("USWITCH", true)],
    userGroups: [],
    channels: [],
    messages,
    thread,
    modals: [],
  });

const underWay = message("9", renderUnderWay("/agent status").text);

describe("a transcript", () => {
  it("tells of what is new and what has changed, in channel and thread, and of nothing that people write", () => {
    const transcript = createTranscript(scene([message("1", "a"), message("2", "b")]));
    const now = scene(
      [message("1", "a", { replyCount: 1 }), message("2", "b!"), message("3", "hi", { user: "UOPERATOR" })],
      [message("1", "a"), message("4", "reply", { threadTs: "1" })],
    );
    const heard = transcript.next(now).map(({ message: { text }, isAgain }) => [text, isAgain]);
    expect(heard).toEqual([
      ["b!", true],
      ["reply", false],
    ]);
    expect(transcript.next(now)).toEqual([]);
    expect(transcript.since(now)).toHaveLength(2);
  });

  it("takes for no answer that the work goes on, nor what else changes meanwhile", () => {
    const transcript = createTranscript(scene([message("1", "other card")]));
    const isAnswered = (...messages: Message[]) => transcript.isAnswered(scene(messages));
    expect(isAnswered(message("1", "other card"))).toBe(false);
    expect(isAnswered(message("1", "other card, ticking"))).toBe(true);
    expect(isAnswered(message("1", "other card, ticking"), underWay)).toBe(false);
    expect(isAnswered(message("1", "other card, ticking"), underWay, message("10", "card"))).toBe(true);
  });

  it("leaves out what was there before it could be seen", () => {
    const transcript = createTranscript(scene([]));
    transcript.learn(scene([], [message("1", "old reply")]));
    const now = scene([], [message("1", "old reply"), message("2", "new reply")]);
    expect(transcript.since(now).map(({ message: { text } }) => text)).toEqual(["new reply"]);
  });
});

describe("isCardOver", () => {
  const card = (status: string, command: string) =>
    message("1", "card", {
      blocks: [
        { type: "plan", tasks: [{ status: "complete" }, { status }] },
        { type: "actions", elements: [{ type: "button", value: command }] },
      ],
    });

  it.each([
    ["complete", "/agent status a", true],
    ["error", "/agent rollback a", true],
    ["pending", "/agent status a", true],
    ["in_progress", "/agent cancel X", false],
    ["error", "/agent keep X", false],
  ])("with a last step that is %s and the button %s: %s", (status, command, isOver) => {
    expect(isCardOver(card(status, command))).toBe(isOver);
  });
});
