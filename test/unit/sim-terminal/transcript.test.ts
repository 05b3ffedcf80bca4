import { describe, expect, it } from "vitest";
import { isCardOver } from "../../../sim/terminal/is-card-over.ts";
import { createTranscript } from "../../../sim/terminal/transcript.ts";
import type { ShownMessage } from "../../../sim/world/page-protocol.ts";
import { renderUnderWay } from "../../../src/views/render-under-way.ts";
import { shownMessage, shownScene } from "./shown.ts";

const message = (ts: string, text: string, patch: Partial<ShownMessage> = {}) =>
  shownMessage({ ts, text, ...patch });

const underWay = message("9", renderUnderWay("/agent status").text);

describe("a transcript", () => {
  it("tells of what is new and what has changed, in channel and thread, and of nothing that people write", () => {
    const transcript = createTranscript(shownScene([message("1", "a"), message("2", "b")]));
    const now = shownScene([
      message("1", "a", { replyCount: 1, revision: 2 }),
      message("2", "b!"),
      message("3", "hi", { user: "UOPERATOR" }),
      message("4", "reply", { threadTs: "1" }),
    ]);
    const heard = transcript.next(now).map(({ message: { text }, isAgain }) => [text, isAgain]);
    expect(heard).toEqual([
      ["b!", true],
      ["reply", false],
    ]);
    expect(transcript.next(now)).toEqual([]);
    expect(transcript.since(now)).toHaveLength(2);
  });

  it("takes for no answer that the work goes on, nor what else changes meanwhile", () => {
    const transcript = createTranscript(shownScene([message("1", "other card")]));
    const isAnswered = (...messages: ShownMessage[]) => transcript.isAnswered(shownScene(messages));
    expect(isAnswered(message("1", "other card"))).toBe(false);
    expect(isAnswered(message("1", "other card, ticking"))).toBe(true);
    expect(isAnswered(message("1", "other card, ticking"), underWay)).toBe(false);
    expect(isAnswered(message("1", "other card, ticking"), underWay, message("10", "card"))).toBe(true);
  });

  it("leaves out what was there before it could be seen", () => {
    const transcript = createTranscript(shownScene([]));
    transcript.learn(shownScene([message("1", "old reply")]));
    const now = shownScene([message("1", "old reply"), message("2", "new reply")]);
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
