import { describe, expect, it } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { agentOf, keepQuietAbout, programsOf, servingImage, updatesOf } from "../support/pipecat-truth.ts";

const DEPLOY = "/agent deploy voice/voice-starter";
const ROLLBACK = "/agent rollback voice/voice-starter";
const BUILD = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";

/** Something new is in service, and what was there before is in the ledger. */
async function deploy(chat: Chat, flags: string, command = DEPLOY): Promise<void> {
  await askAndApprove(chat, `${command} ${flags}`);
  await chat.advance(60_000);
  expect(gist(chat.read())[0]).toMatch(/^\(green\) \*Deployed /);
}

const deploymentIds = (chat: Chat): string[] => agentOf(chat).deployments.map(({ id }) => id);

describe("/agent rollback on Pipecat Cloud", () => {
  it("deploys again what ran before, with all of its settings", async () => {
    const chat = openChat();
    await deploy(
      chat,
      "--image your-org/voice-starter:2.0 --secret-set quiet-secrets --krisp-viva off --profile agent-3x",
    );
    await chat.command("UOPERATOR", `${ROLLBACK} --reason "callers hear silence"`);
    const asked = chat.read();
    expect(gist(asked)).toContain(
      "⏳ *Roll back voice/voice-starter* `your-org/voice-starter:2.0` → `your-org/voice-starter:1.4`",
    );
    expect(asked).toContain("• Secret values are not versioned: it runs with those of today");
    expect(asked).toContain("• Scaling stays at 1 to 5 instances");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toBe(
      "(edited) (green) *Rolled back voice/voice-starter* to `your-org/voice-starter:1.4` in 15 s",
    );
    expect(updatesOf(chat).at(-1)).toEqual({
      image: "your-org/voice-starter:1.4",
      secretSet: "voice-secrets",
      krispViva: { audioFilter: "tel" },
      agentProfile: "agent-1x",
      maxSessionDuration: 7200,
      architecture: "arm64",
    });
    expect(servingImage(chat)).toBe("your-org/voice-starter:1.4");
  });

  it("offers no way back to what runs now, and makes it anew for who names it", async () => {
    const chat = openChat();
    await deploy(chat, "--image your-org/voice-starter:2.0");
    await askAndApprove(chat, "/agent restart voice/voice-starter");
    await chat.advance(60_000);
    chat.read();
    await chat.command("UOPERATOR", "/agent versions voice/voice-starter");
    const versions = chat.read();
    expect(versions).toContain("; 3 deployments on record\n");
    expect(versions.match(/\[Roll back to this\]/g)).toHaveLength(1);
    expect(versions.match(/same settings as now/g)).toHaveLength(1);
    const [, target = ""] = deploymentIds(chat).slice(3);

    await chat.command("UOPERATOR", `/agent rollback voice/voice-starter --version ${target}`);
    const asked = chat.read();
    expect(gist(asked)).toContain(
      `⏳ *Roll back voice/voice-starter* \`${deploymentIds(chat).at(-1)?.slice(0, 8)}\` → \`${target.slice(0, 8)}\``,
    );
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toContain("(green) *Rolled back voice/voice-starter* to");
    expect(updatesOf(chat).at(-1)).toMatchObject({
      image: "your-org/voice-starter:2.0",
      forceRedeploy: true,
    });
  });

  it("goes back to the deployment that is named, by the beginning of its id too", async () => {
    const chat = openChat();
    await deploy(chat, "--image your-org/voice-starter:2.0");
    await deploy(chat, "--image your-org/voice-starter:2.1");
    const [first = "", second = ""] = deploymentIds(chat).slice(3);
    await askAndApprove(chat, `${ROLLBACK} --version ${first}`);
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toContain(
      "*Rolled back voice/voice-starter* to `your-org/voice-starter:1.4`",
    );
    await askAndApprove(chat, `${ROLLBACK} --version ${second.slice(0, 8)}`);
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toContain(
      "*Rolled back voice/voice-starter* to `your-org/voice-starter:2.0`",
    );
    expect(programsOf(chat).slice(3)).toEqual(
      ["1.4", "2.0", "2.1", "1.4", "2.0"].map((tag) => `your-org/voice-starter:${tag}`),
    );
  });

  it("says when there is nothing in the ledger, and when there is no such deployment in it", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", ROLLBACK);
    expect(chat.read()).toContain(
      "There is nothing to roll *voice/voice-starter* back to: Pipecat Cloud does not show earlier deployments to an API key, and Switchboard has seen none itself; name what you want with `/agent deploy`.",
    );
    await deploy(chat, "--image your-org/voice-starter:2.0");
    const [unseen = "", ...seen] = deploymentIds(chat).slice(2);
    await chat.command("UOPERATOR", `${ROLLBACK} --version ${unseen}`);
    expect(chat.read()).toContain(`*voice/voice-starter* has no version \`${unseen}\`, so nothing was done.`);
    await chat.command("UOPERATOR", `${ROLLBACK} --version ${seen.at(-1)}`);
    expect(chat.read()).toContain(`*voice/voice-starter* runs \`${seen.at(-1)}\` already`);
    expect(updatesOf(chat)).toHaveLength(1);
  });

  it("does not choose what failed, nor what runs already after a restart", async () => {
    const chat = openChat();
    chat.pipecat.world.deploy("voice-starter", { image: "your-org/voice-starter:1.9" });
    chat.pipecat.world.crash("voice-starter");
    await chat.advance(60_000);
    await askAndApprove(chat, `${DEPLOY} --image your-org/voice-starter:no-such-tag`);
    await chat.advance(20_000);
    await chat.press("UOPERATOR", "Keep");
    await chat.advance(60_000);
    chat.read();
    await deploy(chat, "--image your-org/voice-starter:2.0");
    await askAndApprove(chat, "/agent restart voice/voice-starter");
    await chat.advance(60_000);
    chat.read();
    await chat.command("UOPERATOR", `${ROLLBACK} --dry-run`);
    expect(gist(chat.read())).toEqual([
      "(only UOPERATOR) ⚪ Nothing was changed. The plan: *Roll back voice/voice-starter* `your-org/voice-starter:2.0` → `your-org/voice-starter:1.9`",
    ]);
  });

  it("says what cannot be brought back, because nobody told what it ran", async () => {
    const chat = openChat();
    keepQuietAbout(chat, "buildId");
    await deploy(chat, `--build-id ${BUILD}`);
    await deploy(chat, "--image your-org/voice-starter:2.0");
    const [, fromBuild = ""] = deploymentIds(chat).slice(3);
    await chat.command("UOPERATOR", `${ROLLBACK} --version ${fromBuild}`);
    expect(chat.read()).toContain(
      `Deployment \`${fromBuild}\` of *voice/voice-starter* cannot be brought back: Pipecat Cloud told neither its image nor its build. Nothing was done.`,
    );
    expect(updatesOf(chat)).toHaveLength(2);
  });

  it("warns of a tag that moves and of what was never healthy", async () => {
    const chat = openChat();
    chat.pipecat.world.deploy("voice-starter", { image: "your-org/voice-starter:latest" });
    chat.pipecat.world.crash("voice-starter");
    await chat.advance(60_000);
    await chat.command("UVIEWER", "/agent versions voice/voice-starter");
    expect(chat.read()).toContain("*current* · never seen healthy");
    await deploy(chat, "--image your-org/voice-starter:2.0");
    await chat.command("UOPERATOR", ROLLBACK);
    const asked = chat.read();
    expect(asked).toContain("⚠️ `your-org/voice-starter:latest` is a tag that can move");
    expect(asked).toContain("⚠️ What it goes to was never seen healthy");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toBe("(edited) ⚪ *Cancelled: voice/voice-starter was not rolled back*");
  });

  it("says that secrets and the filter stay where nothing else is on record", async () => {
    const chat = openChat();
    keepQuietAbout(chat, "krispViva");
    await deploy(chat, "--image your-org/voice-starter:2.0 --krisp-viva pro");
    await chat.command("UOPERATOR", ROLLBACK);
    expect(chat.read()).toContain("• The Krisp filter of back then is not on record, so it stays as it is");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    chat.read();
    expect(updatesOf(chat).at(-1)).not.toHaveProperty("krispViva");

    chat.pipecat.world.deploy("broken-image", { image: "your-org/voice:1.0" });
    await chat.advance(60_000);
    await deploy(
      chat,
      "--image your-org/voice:1.1 --secret-set quiet-secrets",
      "/agent deploy voice/broken-image",
    );
    await chat.command("UOPERATOR", "/agent rollback voice/broken-image --dry-run");
    expect(chat.read()).toContain(
      "• Secrets do not change: `OPENAI_API_KEY`, `DAILY_API_KEY` and `pull-secret`",
    );
  });
});
