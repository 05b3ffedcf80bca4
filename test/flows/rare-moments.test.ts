import { describe, expect, it } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { operationIdIn } from "../support/operation-id-in.ts";
import { updatesOf } from "../support/pipecat-truth.ts";

const MINUTE_MS = 60_000;
const BAD = "your-org/voice-starter:no-such-tag";
const DEPLOY = "/agent deploy voice/voice-starter --image your-org/voice-starter:2.0";

describe("rare moments", () => {
  it("rolls nothing back by itself to what was never healthy", async () => {
    const chat = openChat();
    await askAndApprove(chat, `/agent deploy voice/broken-image --image ${BAD}`);
    await chat.advance(10 * MINUTE_MS);
    chat.read();
    expect(updatesOf(chat)).toEqual([{ image: BAD }]);
  });
  it("does not post each step anew where nothing can be edited", async () => {
    const chat = openChat();
    await askAndApprove(chat, DEPLOY);
    await chat.advance(2_000);
    chat.slack.world.setEditWindow(0);
    await chat.advance(5 * MINUTE_MS);
    chat.read();
    expect(chat.slack.messagesFor("UVIEWER", "COPS").length).toBeLessThanOrEqual(2);
  });
  it("tells nothing of a plan whose operation was never begun", async () => {
    const chat = openChat();
    chat.slack.world.removeBot("COPS");
    await chat.command("UOPERATOR", "/agent restart staging/support-line");
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())).toHaveLength(1);
  });
  it("answers the button of an operation that is no more, in an object that still lives", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", DEPLOY);
    const id = operationIdIn(chat.read());
    await chat.advance(31 * 24 * 60 * MINUTE_MS);
    chat.read();
    await chat.command("UAPPROVER", `/agent approve ${id}`);
    expect(chat.read()).toContain("`operation-not-found`");
  });
  it("names the build in the headline", async () => {
    const chat = openChat();
    await askAndApprove(
      chat,
      "/agent deploy voice/voice-starter --build-id 7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001",
    );
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())[0]).not.toContain("→ none");
  });
});
