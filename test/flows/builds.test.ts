import { describe, expect, it } from "vitest";
import { gist } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { updatesOf } from "../support/pipecat-truth.ts";

const build = (digit: number): string => `7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a00${digit}`;
const NEW = build(7);

describe("/agent builds", () => {
  it("lists the builds of a project, newest first", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent builds voice");
    const said = chat.read();
    expect(said).toContain("Project *voice* has 3 builds");
    expect(said).toContain(`\`${build(2)}\` · (blue) building · 4 min ago`);
    expect(said).toContain(`\`${build(3)}\` · (green) success · 8 days ago`);
    expect(said).toMatch(/a001` · .*took 1 min · 775 MB · `us-west`/);
    await chat.press("UVIEWER", "Open");
    expect(chat.read()).toContain("Build `");
  });

  it("opens a build that failed, with its error and the end of its log", async () => {
    const chat = openChat();
    chat.pipecat.world.putBuild({ id: NEW, region: "us-west", status: "building" });
    chat.pipecat.world.failBuild(NEW, "pip failed: <!channel> ```");
    await chat.command("UVIEWER", `/agent builds voice --build ${NEW}`);
    const said = chat.read();
    expect(said).toContain(`Build \`${NEW}\` of *voice*`);
    expect(said).toContain("(red) failed");
    expect(said).toContain("⚠️ `pip failed: <!channel> ˋˋˋ`");
    expect(said).toContain("ERROR: pip failed");
    expect(said).not.toContain("[Deploy this build…]");
  });

  it("brings a build into service that was made in the agent's region", async () => {
    const chat = openChat();
    chat.pipecat.world.putBuild({ id: NEW, region: "us-west", status: "success" });
    await chat.command("UOPERATOR", `/agent builds voice/voice-starter --build ${NEW}`);
    expect(chat.read()).toContain("[Deploy this build…] [Builds] [Refresh]");
    await chat.press("UOPERATOR", "Deploy this build…", { answers: 0 });
    await chat.fill("UOPERATOR", "the fixed prompt");
    expect(gist(chat.read())).toContainEqual(expect.stringContaining("*Deploy voice/voice-starter* none →"));
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain("*Deployed voice/voice-starter*");
    expect(updatesOf(chat)).toEqual([{ buildId: NEW }]);

    await chat.command("UOPERATOR", `/agent builds voice/voice-starter --build ${NEW}`);
    const runs = chat.read();
    expect(runs).toContain("*runs as voice-starter*");
    expect(runs).not.toContain("Deploy this build…");
  });

  it.each([
    ["in another region", "voice/voice-starter", build(3)],
    ["without an agent", "voice", build(1)],
  ])("offers no deployment of one %s", async (_, target, id) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent builds ${target} --build ${id}`);
    const said = chat.read();
    expect(said).toContain(`Build \`${id}\``);
    expect(said).not.toContain("Deploy this build…");
  });

  it("filters, pages and answers as JSON", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent builds voice --status success");
    expect(chat.read()).toContain("has 2 builds with status `success`");
    await chat.command("UVIEWER", "/agent builds --project voice --status timeout");
    expect(chat.read()).toContain("has no build with status `timeout`");
    await chat.command("UVIEWER", "/agent builds voice/quiet-desk --status success --json");
    expect(chat.read()).toContain('"imageBytes": 812646400');
    for (let count = 0; count < 120; count += 1)
      chat.pipecat.world.putBuild({ id: crypto.randomUUID(), region: "us-west", status: "success" });
    await chat.command("UVIEWER", "/agent builds voice");
    expect(chat.read()).toContain("… and 23 more that are not listed");
    await chat.press("UVIEWER", "Next page");
    expect(chat.read()).toMatch(/page 2 of \d+/);
  });

  it("takes the only project that has builds where none is named", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent builds");
    expect(chat.read()).toContain("Project *voice* has 3 builds");
  });

  it.each([
    ["prod", "does not offer"],
    ["prod/support-line", "`/agent logs <agent> --type build`"],
    ["voice/nobody", "agent-not-found"],
    [`voice --build ${build(9)}`, "build-not-found"],
    ["voice --build latest", "`--build` must be the id of a build"],
    ["voice --status great", "`--status` must be one of"],
  ])("says why not: %s", async (words, why) => {
    const chat = openChat();
    await chat.command("UVIEWER", `/agent builds ${words}`);
    expect(chat.read()).toContain(why);
  });

  it.each([
    [{ kind: "status", status: 429, retryAfterS: 7 }, "platform-rate-limited"],
    [{ kind: "status", status: 500 }, "platform-unavailable"],
    [{ kind: "cut", when: "response" }, "platform-unavailable"],
    [{ kind: "garbage" }, "platform-unreadable"],
  ] as const)("reports %j", async (fault, code) => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "/builds", fault, times: 1 });
    await chat.command("UVIEWER", "/agent builds voice");
    expect(chat.read()).toContain(code);
  });

  it("shows a build without its log where that cannot be read", async () => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "/logs", fault: { kind: "status", status: 500 }, times: 1 });
    await chat.command("UVIEWER", `/agent builds voice --build ${build(1)}`);
    expect(chat.read()).toContain("its log cannot be read at the moment");
  });
});
