import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { agentIn, changesOf } from "../support/livekit-truth.ts";
import { loseNoTime } from "../support/trouble.ts";

const STAGING = { project: "staging", agent: "support-line" };
const STAGING_ID = "CA_s3MvB6kPn8Hu";
const DELETE = "/agent delete staging/support-line --deployment preview";
const gone = /\(green\) \*Deleted deployment `preview` of staging\/support-line\*/;

describe("/agent delete --deployment", () => {
  it("asks for the deployment's name, and takes away nothing else", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", DELETE);
    expect(JSON.stringify(chat.form("UOPERATOR"))).toContain("deployment preview of staging/support-line");
    expect(await chat.fill("UOPERATOR", "support-line")).toEqual({
      text: "This is not its name. Type preview, or close this form to keep it.",
    });
    expect(await chat.fill("UOPERATOR", "preview")).toEqual({});
    const said = chat.read();
    expect(firstLines(said, 1)).toBe(
      `(blue) *Delete deployment \`preview\` of staging/support-line* with \`‹version›\``,
    );
    expect(said).toContain("⚠️ This cannot be undone");
    await chat.advance(60_000);
    const ended = chat.read();
    expect(firstLines(ended, 3)).toBe(
      lines(
        "(edited)",
        `(green) *Deleted deployment \`preview\` of staging/support-line* with \`‹version›\` in 9 s`,
        "Gone since ‹date›.",
      ),
    );
    const left = agentIn(chat, "staging/support-line")?.deployments.map(({ deployment }) => deployment);
    expect(left).not.toContain("preview");
    expect(left?.length).toBeGreaterThan(0);
    expect(changesOf(chat)).toEqual([`DeleteAgent ${STAGING_ID} preview`]);
    await chat.press("UOPERATOR", "Status");
    expect(chat.read()).toContain("staging/support-line");
  });

  it("finds it gone after a call that was not answered, and does not call again", async () => {
    const chat = openChat();
    loseNoTime(chat);
    chat.livekit.faults.inject({ match: "DeleteAgent", fault: { kind: "cut", when: "response" }, times: 1 });
    await chat.command("UOPERATOR", `${DELETE} --confirm preview`);
    await chat.advance(120_000);
    expect(chat.read()).toMatch(gone);
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("calls once more where the call provably did not arrive", async () => {
    const chat = openChat();
    loseNoTime(chat);
    chat.livekit.faults.inject({ match: "DeleteAgent", fault: { kind: "cut", when: "request" }, times: 1 });
    await chat.command("UOPERATOR", `${DELETE} --confirm preview`);
    await chat.advance(120_000);
    expect(chat.read()).toMatch(gone);
  });

  it("says that it goes on while the platform takes its time", async () => {
    const chat = openChat();
    chat.livekit.world.stall(STAGING);
    await chat.command("UOPERATOR", `${DELETE} --confirm preview`);
    await chat.advance(5 * 60_000);
    expect(firstLines(chat.read(), 1)).toContain(
      "*The deletion of deployment `preview` of staging/support-line is not done after",
    );
  });

  it.each([
    ["staging/support-line --deployment canary --confirm canary", "`deployment-not-found`"],
    ["staging/support-line --deployment production --confirm production", "`bad-value`"],
    ["prod/night-desk --deployment preview --confirm preview --reason old", "`not-offered`"],
    ["voice/voice-starter --deployment preview --confirm preview", "`not-offered`"],
    ["staging/support-line --deployment preview --confirm support-line", "`confirmation-needed`"],
  ])("changes nothing: %s", async (what, code) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent delete ${what}`);
    expect(chat.read()).toContain(code);
    expect(changesOf(chat)).toEqual([]);
  });
});
