import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";
import { copyOfCard } from "../support/copy-of-card.ts";
import { expectNothingDone } from "../support/expect-nothing-done.ts";
import { forgedButton } from "../support/forged-button.ts";
import { changesOf } from "../support/livekit-truth.ts";
import { openAsked } from "../support/open-asked.ts";
import { readAudit } from "../support/read-audit.ts";

describe("buttons that do not fit any more", () => {
  it("says that an operation is over, whichever of its buttons is pressed", async () => {
    const { chat } = await openAsked();
    const old = copyOfCard(chat);
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(60_000);
    await chat.post(old);
    chat.read();
    await chat.press("UAPPROVER", "Approve");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\nYou came too late for this.*`operation-moved`$/);
    await chat.press("UAPPROVER", "Approve with comment…", { answers: 0 });
    await chat.fill("UAPPROVER", "looks right");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\nYou came too late for this.*`operation-moved`$/);
    await chat.press("UAPPROVER", "Reject…", { answers: 0 });
    await chat.fill("UAPPROVER", "no");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\nYou came too late for this.*`operation-moved`$/);
    await chat.press("UOPERATOR", "Cancel");
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\nYou came too late for this.*`operation-moved`$/);
    await chat.advance(60_000);
    expect(changesOf(chat)).toEqual([]);
    expect((await readAudit()).map(({ event }) => event)).toEqual(["asked", "cancelled", "ended"]);
  });

  it.each([
    [
      "an operation that there is not",
      "/agent approve 7K2M9QW4ZT1C8RX5VB3D --plan 4f2a91c0",
      "operation-not-found",
    ],
    ["no operation at all", "/agent approve", "missing-argument"],
    ["what is no id", "/agent approve ../../../etc --plan 4f2a91c0", "bad-value"],
    ["what is no digest", "/agent approve 7K2M9QW4ZT1C8RX5VB3D --plan '*'", "bad-value"],
    ["two commands", "/agent approve 7K2M9QW4ZT1C8RX5VB3D\n/agent status", "unexpected-argument"],
    ["a verb that there is not", "/agent approve-all", "unknown-verb"],
  ])("says what is wrong with a button for %s", async (_, value, code) => {
    const chat = openChat();
    await chat.post(forgedButton(value));
    chat.read();
    await chat.press("UAPPROVER", "Approve");
    const said = chat.read();
    expect(said).toMatch(/^\(only UAPPROVER\)\n/);
    expect(said).toContain(`\`${code}\``);
    expect(chat.livekit.calls.list()).toEqual([]);
  });

  it("takes a digest that was tampered with for another plan", async () => {
    const { chat, id } = await openAsked();
    await chat.post(forgedButton(`/agent approve ${id} --plan 000000000000`));
    chat.read();
    await chat.press("UAPPROVER", "Approve");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\n.*`plan-changed`$/);
    await expectNothingDone(chat);
  });

  it("knows no approval of a dispatch, which takes none", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch night-desk room-1 --project prod");
    await chat.advance(60_000);
    chat.read();
    const id = /"switchboard\.operation":"(\w+)"/.exec(JSON.stringify(chat.livekit.state()))?.[1];
    await chat.command("UAPPROVER", `/agent approve ${id}`);
    expect(chat.read()).toContain(`I know no operation \`${id}\`, so nothing was done.`);
  });
});
