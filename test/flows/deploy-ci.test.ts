import { describe, expect, it, vi } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { operationIdIn } from "../support/operation-id-in.ts";
import { agentOf } from "../support/pipecat-truth.ts";
import { loseNoTime } from "../support/trouble.ts";

const MINUTE_MS = 60_000;
/** Each lets many minutes pass, look by look. */
vi.setConfig({ testTimeout: 120_000 });
const DISPATCH = "/dispatches";

const AGENTS = [
  { service: "LiveKit Cloud", agent: "prod/night-desk", from: "`77c0d15` → `4d19fa8`", sha: "4d19fa8" },
  {
    service: "Pipecat Cloud",
    agent: "voice/voice-starter",
    from: "`your-org/voice-starter:1.4` → `c52b08d`",
    sha: "c52b08d",
  },
] as const;

const runsOf = (chat: Chat) => chat.github.state().runs;

describe.each(AGENTS)("/agent deploy by a workflow, on $service", ({ service, agent, from, sha }) => {
  const command = `/agent deploy ${agent}`;

  it("starts it once with the operation's id, follows the run, and then the platform", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", command);
    const asked = chat.read();
    expect(asked).toContain(`*Deploy ${agent}*`);
    expect(asked).toContain(from);
    expect(asked).toContain("by `deploy.yml`");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(20_000);
    expect(chat.read()).toMatch(/▰.* of \d steps · .*\|Open the run>/);
    await chat.advance(6 * MINUTE_MS);
    const said = chat.read();
    expect(said).toMatch(new RegExp(`\\(green\\) \\*Deployed ${agent}\\* .* → \`${sha}\` in `));
    expect(said).toMatch(/✓ Start deploy.yml, .*✓ Run deploy.yml, .*✓ Watch until healthy, /);
    expect(runsOf(chat)).toHaveLength(1);
    expect(runsOf(chat)[0]?.inputs).toEqual({
      ref: expect.stringMatching(new RegExp(`^${sha}`)),
      operation: operationIdIn(said),
    });
  });

  it("fails with the step that failed", async () => {
    const chat = openChat();
    chat.github.world.failNextRun(`Deploy to ${service}`);
    await askAndApprove(chat, command);
    await chat.advance(6 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain(`(red) *The deployment of ${agent} failed*`);
    expect(said).toMatch(/⚠️ `failure`\n`Step: Deploy to .* Cloud`/);
    expect(said).toContain("Open the run");
    expect(said).toContain("[Ask again] [Status]");
  });

  it.each([{ kind: "cut", when: "response" }, { kind: "hang" }] as const)(
    "has one run where its start was not answered (%j)",
    async (fault) => {
      const chat = openChat();
      loseNoTime(chat);
      chat.github.faults.inject({ match: DISPATCH, fault, times: 1 });
      await askAndApprove(chat, command);
      await chat.advance(8 * MINUTE_MS);
      expect(chat.read()).toContain(`(green) *Deployed ${agent}*`);
      expect(runsOf(chat)).toHaveLength(1);
    },
  );

  it.each([
    { kind: "cut", when: "request" },
    { kind: "status", status: 502 },
  ] as const)("asks a person where no run shows that it was started (%j)", async (fault) => {
    const chat = openChat();
    loseNoTime(chat);
    chat.github.faults.inject({ match: DISPATCH, fault, times: 1 });
    await askAndApprove(chat, command);
    await chat.advance(2 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain(`*I cannot tell whether ${agent} was deployed*`);
    expect(said).toContain("no run of it shows this operation's id");
    expect(runsOf(chat)).toHaveLength(0);
    await chat.press("UOPERATOR", "Do it again");
    await chat.advance(8 * MINUTE_MS);
    expect(chat.read()).toContain(`(green) *Deployed ${agent}*`);
    expect(runsOf(chat)).toHaveLength(1);
  });

  it("keeps asking while GitHub does not answer, and goes on after a death at any moment", async () => {
    const chat = openChat();
    await askAndApprove(chat, command);
    await chat.advance(5_000);
    chat.read();
    chat.github.faults.inject({ match: "/actions/runs", fault: { kind: "status", status: 502 }, times: 2 });
    await chat.advance(8_000);
    expect(chat.read()).toContain("GitHub cannot be asked at the moment (`platform-unavailable`)");
    for (let moment = 0; moment < 8; moment += 1) {
      await chat.kill();
      await chat.advance(25_000);
    }
    await chat.advance(5 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain(`(green) *Deployed ${agent}*`);
    expect(gist(said).filter((line) => line.startsWith("(thread) <@UOPERATOR>"))).toHaveLength(1);
    expect(runsOf(chat)).toHaveLength(1);
  });

  it("says so when the workflow ended well and brought nothing new", async () => {
    const chat = openChat();
    // Its last step only looks.
    vi.spyOn(chat.livekit.world, "deploy").mockReturnValue("");
    vi.spyOn(chat.pipecat.world, "deploy").mockReturnValue("");
    await askAndApprove(chat, command);
    await chat.advance(6 * MINUTE_MS);
    expect(runsOf(chat)[0]?.conclusion).toBe("success");
    const said = chat.read();
    expect(said).toContain(`⚪ *Nothing was changed: ${agent} was not deployed*`);
    expect(said).toContain("The workflow ended well, but nothing new came to");
  });
});

describe("/agent deploy by a workflow", () => {
  it("refuses a commit that GitHub cannot run a workflow on, before anybody is asked", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent deploy prod/night-desk --ref 4d19fa8`);
    expect(chat.read()).toContain("`source-needs-branch`");
  });

  it("still deploys an image of Pipecat Cloud by itself", async () => {
    const chat = openChat();
    await chat.command(
      "UOPERATOR",
      "/agent deploy voice/voice-starter --image your-org/voice-starter:2.0 --dry-run",
    );
    expect(firstLines(chat.read(), 2)).toBe(
      lines(
        "(only UOPERATOR)",
        "⚪ Nothing was changed. The plan: *Deploy voice/voice-starter* `your-org/voice-starter:1.4` → `your-org/voice-starter:2.0`",
      ),
    );
    expect(agentOf(chat).deployments).toHaveLength(4);
  });

  it("rolls back by itself what the workflow broke, where the policy says so", async () => {
    const chat = openChat();
    await askAndApprove(chat, "/agent deploy voice/voice-starter");
    await chat.advance(50_000);
    chat.pipecat.world.crash("voice-starter");
    chat.pipecat.world.giveUp("voice-starter");
    await chat.advance(12 * MINUTE_MS);
    expect(chat.read()).toContain("*Rolled back voice/voice-starter*");
  });
});
