import { describe, expect, it } from "vitest";
import { gist } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { lines } from "../support/lines.ts";
import { operationIdIn } from "../support/operation-id-in.ts";

const MINUTE_MS = 60_000;
const RESTART = "/agent restart staging/support-line";

describe("/agent operations", () => {
  it("shows what is under way before what ended last, each with a link to its card", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent operations");
    expect(gist(chat.read())).toEqual(["(only UVIEWER) No operation is under way"]);

    await chat.command("UOPERATOR", "/agent scale voice/voice-starter --min 2");
    const waiting = operationIdIn(chat.read());
    await chat.advance(MINUTE_MS);
    chat.read();
    await chat.command("UOPERATOR", RESTART);
    const done = operationIdIn(chat.read());
    await chat.advance(MINUTE_MS);
    chat.read();
    const links = chat.slack
      .messagesFor("UVIEWER", "COPS")
      .filter(({ ephemeral }) => !ephemeral)
      .map(({ ts }) => `<https://switchboard-team.slack.com/archives/COPS/p${ts.replace(".", "")}|card>`);

    await chat.command("UVIEWER", "/agent operations");
    expect(chat.read().replaceAll("\n\n", "\n")).toBe(
      lines(
        "(only UVIEWER)",
        "1 operation is under way · 1 ended in the last 30 days",
        `⏳ \`scale\` of *voice/voice-starter* is waiting for approval · asked for by <@UOPERATOR> since ‹date› (2 min ago) · ${links[0]} · \`${waiting}\``,
        `(green) \`restart\` of *staging/support-line* is done · asked for by <@UOPERATOR>, ended ‹date› after 12 s · ${links[1]} · \`${done}\``,
        "as of ‹date›",
        "[Refresh] [Share to channel]",
      ),
    );
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(MINUTE_MS);
    chat.read();
    await chat.press("UVIEWER", "Refresh");
    const said = chat.read();
    expect(gist(said)).toEqual([
      "(edited, only UVIEWER) No operation is under way · 2 ended in the last 30 days",
    ]);
    expect(said).toContain("⚪ `scale` of *voice/voice-starter* was cancelled");
  });

  it("narrows down to a project or an agent, deleted ones too, and has JSON for machines", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", RESTART);
    await chat.advance(2 * MINUTE_MS);
    await chat.command("UOPERATOR", "/agent delete staging/support-line --confirm support-line");
    await chat.advance(2 * MINUTE_MS);
    await chat.command("UOPERATOR", "/dispatch support-line room-1 --project prod");
    await chat.advance(MINUTE_MS);
    chat.read();

    await chat.command("UVIEWER", "/agent operations --project prod");
    const ofProd = chat.read();
    expect(gist(ofProd)).toEqual([
      "(only UVIEWER) No operation is under way in *prod* · 1 ended in the last 30 days",
    ]);
    expect(ofProd).toContain("(green) `dispatch` of *prod/support-line* is done");
    await chat.command("UVIEWER", "/agent operations --agent staging/support-line");
    const ofAgent = chat.read();
    expect(ofAgent).toContain("(green) `delete` of *staging/support-line* is done");
    expect(ofAgent).toContain("(green) `restart` of *staging/support-line* is done");
    expect(ofAgent).not.toContain("dispatch");
    await chat.command("UVIEWER", "/agent operations --project nowhere");
    expect(chat.read()).toContain("There is no project `nowhere`");

    await chat.command("UVIEWER", "/agent operations --project staging --json");
    expect(JSON.parse(chat.read().replace("(only UVIEWER)\n", ""))).toMatchObject([
      { verb: "delete", phase: "succeeded", askedBy: "UOPERATOR", card: { channelId: "COPS" } },
      { verb: "restart", phase: "succeeded", askedBy: "UOPERATOR", card: { channelId: "COPS" } },
    ]);
  });

  it("is answered in public where it is asked for in public, while a platform is out of reach too", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", RESTART);
    await chat.advance(MINUTE_MS);
    chat.read();
    chat.livekit.faults.inject({ match: "/", fault: { kind: "status", status: 503 } });
    await chat.write("UVIEWER", "@switchboard operations --agent support-line");
    const said = chat.read();
    expect(gist(said)).toEqual([
      "(thread) No operation is under way for *support-line* · 1 ended in the last 30 days",
    ]);
    expect(said).toContain("(green) `restart` of *staging/support-line* is done");
  });
});

describe("/agent explain", () => {
  it("says which approvals a change takes, whose, and on which terms", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent explain deploy voice/voice-starter");
    const said = chat.read().replaceAll("\n\n", "\n");
    expect(said).toContain(
      lines(
        "(only UVIEWER)",
        "`deploy` of *voice/voice-starter* takes 1 approval (rule `voice.deploy`).",
        "*In its way now:* nothing",
        "*You* may not ask for it, approve it when somebody else asks or skip the approvals; asking takes the role `operator`",
      ),
    );
    expect(said).toMatch(
      /\*May approve:\* .*SONCALL.* \(<@UADMIN> and <@UAPPROVER>\), but not whoever asked/,
    );
    expect(said).toContain("expires after 30 min · rolled back by itself 2 min after a failure");
    expect(said).toContain("*Break-glass:* <@UADMIN> and <@UOPERATOR>");
  });

  it.each([
    ["scale prod/support-line", "*LiveKit Cloud* does not offer `scale`"],
    ["promote voice-starter", "*Pipecat Cloud* does not offer `promote`"],
    ["dispatch voice-starter", "*Pipecat Cloud* does not offer `dispatch`"],
  ])("promises no approval of what is not there: %s", async (text, words) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent explain ${text}`);
    expect(chat.read()).toContain(words);
  });

  it("says what goes ahead at once", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent explain restart staging/support-line");
    const said = chat.read();
    expect(gist(said)).toEqual([
      "(only UOPERATOR) `restart` of *staging/support-line* needs no approval (rule `staging.default`) and goes ahead at once.",
    ]);
    expect(said).toContain("*You* may ask for it");
    expect(said).not.toContain("*May approve:*");
  });

  it("says what stands in the way, wakes nobody in public, and has JSON for machines", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent restart prod/support-line");
    const id = operationIdIn(chat.read());
    await chat.command("UADMIN", '/agent lock prod/support-line --reason "freeze" --for 1h');
    await chat.advance(5_000);
    chat.read();
    await chat.write("UAPPROVER", "@switchboard explain delete prod/support-line");
    const said = chat.read();
    expect(gist(said)).toEqual([
      "(thread) `delete` of *prod/support-line* takes 2 approvals (rule `prod.delete`).",
    ]);
    expect(said).toContain("a lock that `UADMIN` put on it ‹date› until ‹date› (“freeze”)");
    expect(said).toContain(`a \`restart\` that \`UOPERATOR\` asked for ‹date›, operation \`${id}\``);
    expect(said).not.toMatch(/<@|<!subteam/);
    await chat.command("UVIEWER", "/agent explain delete prod/support-line --json");
    expect(JSON.parse(chat.read().replace("(only UVIEWER)\n", ""))).toMatchObject({
      verb: "delete",
      rule: { name: "prod.delete", approvals: 2 },
      hold: { operation: { operationId: id, by: "UOPERATOR" }, lock: { by: "UADMIN", reason: "freeze" } },
    });

    await chat.command("UADMIN", "/agent unlock prod/support-line");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(MINUTE_MS);
    chat.read();
    await chat.command("UVIEWER", "/agent explain restart prod/support-line");
    expect(chat.read()).toContain("*In its way now:* nothing");
  });

  it("knows only verbs that change something, and agents that there are", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent explain status prod/support-line");
    expect(chat.read()).toContain("must be one of `rollback`, `restart`, `deploy`");
    await chat.command("UVIEWER", "/agent explain restart prod/suport-line");
    expect(chat.read()).toContain("Did you mean *prod/support-line*");
  });
});
