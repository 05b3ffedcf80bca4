import { describe, expect, it } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { lines } from "../support/lines.ts";
import { agentOf, programsOf, servingImage, updatesOf } from "../support/pipecat-truth.ts";

const DEPLOY = "/agent deploy voice/voice-starter";
const BUILD = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";

describe("/agent deploy on Pipecat Cloud", () => {
  it("shows the whole plan, sends it in one request once it is approved, and watches until it serves", async () => {
    const chat = openChat();
    await chat.command(
      "UOPERATOR",
      `${DEPLOY} --image your-org/voice-starter:2.0 --secret-set quiet-secrets --image-pull-secret-set pull-secret --min-agents 2 --max-agents 8 --krisp-viva pro --profile agent-2x --max-session-duration 3600 --node-type arm --force --reason "faster greeting"`,
    );
    const asked = chat.read();
    expect(asked).toContain(
      lines(
        "⏳ *Deploy voice/voice-starter* `your-org/voice-starter:1.4` → `your-org/voice-starter:2.0`",
        "<@UOPERATOR> asks: “faster greeting”",
        "Secret set `voice-secrets` → `quiet-secrets` · image pull secret none → `pull-secret` · profile `agent-1x` → `agent-2x` · Krisp filter `tel` → `pro` · longest session `7200 s` → `3600 s` · minimum instances `1` → `2` · maximum instances `5` → `8`",
        "• 2 live sessions keep running; new ones get the new version",
        "• 2 instances kept warm, paid for around the clock",
        "*0 of 1 approvals* · <!subteam^SONCALL> can approve; not <@UOPERATOR>, who asked",
      ),
    );
    expect(asked).toContain("[Approve] [Approve with comment…] [Reject…] [Cancel]");
    expect(updatesOf(chat)).toEqual([]);

    await chat.press("UAPPROVER", "Approve");
    await chat.advance(5_000);
    expect(gist(chat.read())).toContain(
      "(edited) (blue) *Deploying voice/voice-starter* `your-org/voice-starter:1.4` → `your-org/voice-starter:2.0`",
    );
    await chat.advance(5_000);
    expect(chat.read()).toContain("▱▱ 0 of 2 ready · Creating");
    await chat.advance(60_000);
    expect(gist(chat.read())).toEqual([
      "(edited) (green) *Deployed voice/voice-starter* `your-org/voice-starter:1.4` → `your-org/voice-starter:2.0` in 15 s",
      "(thread) <@UOPERATOR> (green) *Deployed voice/voice-starter* `your-org/voice-starter:1.4` → `your-org/voice-starter:2.0` in 15 s. Healthy in `us-west` since ‹date›.",
    ]);
    expect(updatesOf(chat)).toEqual([
      {
        image: "your-org/voice-starter:2.0",
        secretSet: "quiet-secrets",
        imagePullSecretSet: "pull-secret",
        autoScaling: { minAgents: 2, maxAgents: 8 },
        krispViva: { audioFilter: "pro" },
        agentProfile: "agent-2x",
        maxSessionDuration: 3600,
        architecture: "arm64",
        forceRedeploy: true,
      },
    ]);
    expect(servingImage(chat)).toBe("your-org/voice-starter:2.0");
  });

  it("brings in a build in place of an image, and turns the filter off", async () => {
    const chat = openChat();
    await askAndApprove(chat, `${DEPLOY} --build-id ${BUILD} --krisp-viva off`);
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain(`*Deployed voice/voice-starter* none → \`${BUILD}\``);
    expect(said).toContain("Image `your-org/voice-starter:1.4` → none · Krisp filter `tel` → none");
    expect(updatesOf(chat)).toEqual([{ buildId: BUILD, krispViva: { audioFilter: null } }]);
    expect(programsOf(chat).at(-1)).toBe(BUILD);
  });

  it.each([
    ["--image voice", "`--image` must be an image with a tag"],
    [`--image a/b:1 --build-id ${BUILD}`, "`--image` must be left out where `--build-id` is given"],
    ["--build-id 12", "`--build-id` must be the id of a build"],
    ["--profile agent-9x", "`--profile` must be"],
    ["--max-session-duration 59", "`--max-session-duration` must be a number of seconds from 60 to 14400"],
    ["--max-session-duration 14401", "`--max-session-duration` must be a number of seconds from 60 to 14400"],
    ["--min-agents 51", "must be a number from 0 to 50"],
    ["--max-agents 51", "must be a number from 1 to 50"],
    ["--max-agents 0", "must be a number from 1 to 50"],
    ["--min-agents 9 --max-agents 3", "`--min-agents` must be at most `--max-agents`"],
    ["--min-agents 6", "`--min-agents` must be at most 5, the maximum that stays"],
    ["--krisp-viva loud", "`--krisp-viva` must be `tel`, `pro` or `off`"],
    ["--node-type x86", "`--node-type` must be `arm` or `amd`"],
    ["--secret-set AB", "`--secret-set` must be the name of a secret set"],
  ])("refuses %s before anything is begun", async (flags, why) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${DEPLOY} ${flags}`);
    const said = chat.read();
    expect(said).toContain("(only UOPERATOR)");
    expect(said).toContain(why);
    expect(said).toContain("so nothing was done");
    await chat.advance(60_000);
    expect(updatesOf(chat)).toEqual([]);
    expect(chat.slack.calls.list("chat.postMessage")).toEqual([]);
  });

  it("refuses to deploy nothing where no source is configured", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent deploy voice/broken-image");
    expect(chat.read()).toContain("`deploy` was not told what to change, so nothing was done");
  });

  it("says that nothing differed, and makes the same anew when that is wanted", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${DEPLOY} --image your-org/voice-starter:1.4`);
    expect(chat.read()).toContain(
      "⚠️ Nothing differs from what runs now: no new deployment is made unless it is forced",
    );
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(5_000);
    const unchanged = chat.read();
    expect(gist(unchanged)).toContain(
      "(edited) ⚪ *Nothing was changed: voice/voice-starter was not deployed*",
    );
    expect(unchanged).toContain("[Force redeploy] [Status]");
    expect(agentOf(chat).deployments).toHaveLength(4);

    await chat.press("UOPERATOR", "Force redeploy");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(gist(chat.read())).toContain("(green) *Deployed voice/voice-starter* in 15 s");
    expect(updatesOf(chat)).toEqual([
      { image: "your-org/voice-starter:1.4" },
      { image: "your-org/voice-starter:1.4", forceRedeploy: true },
    ]);
    expect(programsOf(chat).slice(3)).toEqual(["your-org/voice-starter:1.4", "your-org/voice-starter:1.4"]);
  });

  it.each([
    ["--secret-set new-secrets", "409", "Secret set 'new-secrets' is not yet ready."],
    ["--secret-set no-such-set", "404", "Secret set not found"],
    [`--build-id ${BUILD.replace(/1$/, "2")}`, "400", "Build is not ready (status: building)."],
    [
      "--node-type amd",
      "400",
      "Architecture 'amd64' is not supported in region 'us-west' (supported: arm64)",
    ],
  ])(
    "says what Pipecat Cloud has against %s, and that nothing was changed",
    async (flags, status, reason) => {
      const chat = openChat();
      await askAndApprove(chat, `${DEPLOY} ${flags}`);
      await chat.advance(60_000);
      const said = chat.read();
      expect(gist(said)).toContain("(red) *voice/voice-starter was not deployed*");
      expect(said).toContain("nothing was changed");
      expect(said).toContain(`It says: \`${reason}`);
      expect(chat.pipecat.calls.list("POST /v1/agents/").map((call) => `${call.status}`)).toEqual([status]);
      expect(agentOf(chat).deployments).toHaveLength(4);
    },
  );

  it("says that the image cannot be pulled once two looks agree", async () => {
    const chat = openChat();
    await askAndApprove(chat, `${DEPLOY} --image your-org/voice-starter:no-such-tag`);
    await chat.advance(20_000);
    const said = chat.read();
    expect(gist(said)[0]).toBe("(red) *The deployment of voice/voice-starter failed*");
    expect(said).toContain('`failed to resolve image tag "your-org/voice-starter:no-such-tag"`');
    await chat.press("UOPERATOR", "Keep");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toMatch(
      /^\(edited\) \(red\) \*The deployment of voice\/voice-starter failed\* after/,
    );
    expect(servingImage(chat)).toBe("your-org/voice-starter:1.4");
  });

  it("shows how a program crashes while it is watched, and its log once the platform gave up", async () => {
    const chat = openChat();
    await askAndApprove(chat, `${DEPLOY} --image your-org/voice-starter:1.5`);
    await chat.advance(20_000);
    const working = chat.read();
    expect(gist(working)[0]).toMatch(/^\(blue\) \*Deploying voice\/voice-starter\*/);
    expect(working).toContain(
      lines(
        "▱ 0 of 1 ready · Validating",
        "⚠️ `CrashLoopBackOff` · last exit 1 · restarts 1",
        "`ModuleNotFoundError: No module named 'foo'`",
      ),
    );
    chat.pipecat.world.giveUp("voice-starter");
    await chat.advance(20_000);
    const failed = chat.read();
    expect(gist(failed)).toEqual([
      "(edited) (red) *The deployment of voice/voice-starter failed*",
      "(thread) ⚠️ The deployment of voice/voice-starter is in trouble: `Error` · last exit 1 · restarts 1.",
      "(thread) <@UOPERATOR> (red) *The deployment of voice/voice-starter failed*. It reports `Error`. Calls are still taken by what was there before. It is rolled back by itself ‹date›, unless an operator presses *Keep*.",
      "(thread) The end of the log of voice/voice-starter:",
    ]);
    expect(failed).toContain(
      "ModuleNotFoundError: No module named 'foo'\nTraceback (most recent call last):",
    );
    await chat.press("UVIEWER", "Logs");
    expect(chat.read()).toMatch(/^\(only UVIEWER(, thread)?\)\n[\s\S]*No module named 'foo'/);
    await chat.press("UOPERATOR", "Keep");
    await chat.advance(60_000);
    expect(chat.read()).toContain("[Roll back] [Logs] [Status]");
    expect(updatesOf(chat)).toHaveLength(1);
  });

  it("stops watching after ten minutes when the operator is held, and says who still takes the calls", async () => {
    const chat = openChat();
    chat.pipecat.world.holdOperator("voice-starter");
    await askAndApprove(chat, `${DEPLOY} --image your-org/voice-starter:2.0`);
    await chat.advance(30_000);
    expect(chat.read()).toContain("not begun yet");
    await chat.advance(660_000);
    const said = chat.read();
    expect(gist(said)[0]).toMatch(
      /^\(edited\) \(red\) \*The deployment of voice\/voice-starter is not done after 10 min( \d+ s)?\*$/,
    );
    expect(said).toContain(
      "Calls are still taken by what was there before. I stopped watching; it may still come.",
    );
    expect(said).toContain("[Roll back] [Logs] [Status]");
    expect(servingImage(chat)).toBe("your-org/voice-starter:1.4");
    expect(updatesOf(chat)).toHaveLength(1);
  });

  it("ends as overtaken when somebody deploys from elsewhere meanwhile", async () => {
    const chat = openChat();
    await askAndApprove(chat, `${DEPLOY} --image your-org/voice-starter:2.0`);
    await chat.advance(4_000);
    chat.read();
    const other = chat.pipecat.world.deploy("voice-starter", { image: "your-org/voice-starter:2.1" });
    await chat.advance(60_000);
    const said = chat.read();
    expect(gist(said)[0]).toBe(
      "(edited) ⚪ *Overtaken: the deployment of voice/voice-starter was not followed to its end*",
    );
    expect(said).toContain(`Somebody else brought in \`${other}\` meanwhile`);
    expect(servingImage(chat)).toBe("your-org/voice-starter:2.1");
  });

  it("takes an agent that is scaled to zero for healthy", async () => {
    const chat = openChat();
    await askAndApprove(chat, "/agent deploy voice/quiet-desk --image your-org/quiet-desk:2.1");
    await chat.advance(10_000);
    chat.pipecat.world.scaleToZero("quiet-desk");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toBe(
      "(green) *Deployed voice/quiet-desk* `your-org/quiet-desk:2.0` → `your-org/quiet-desk:2.1` in 15 s",
    );
    expect(servingImage(chat, "quiet-desk")).toBe("your-org/quiet-desk:2.1");
  });
});

describe("the other changes on Pipecat Cloud", () => {
  it("restarts by making the same deployment anew", async () => {
    const chat = openChat();
    await askAndApprove(chat, "/agent restart voice/voice-starter");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toBe("(green) *Restarted voice/voice-starter* in 15 s");
    expect(updatesOf(chat)).toEqual([{ forceRedeploy: true }]);
    expect(programsOf(chat).slice(3)).toEqual(["your-org/voice-starter:1.4", "your-org/voice-starter:1.4"]);
  });

  it("scales in place, and waits for the instances", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent scale voice/voice-starter --min 3");
    expect(chat.read()).toContain("• 3 instances kept warm, paid for around the clock");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(20_000);
    expect(chat.read()).toContain("▰▰▱ 2 of 3 ready · Active");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toBe("(edited) (green) *Scaled voice/voice-starter* in 30 s");
    expect(updatesOf(chat)).toEqual([{ autoScaling: { minAgents: 3 } }]);
    expect(agentOf(chat)).toMatchObject({ scaling: { minReplicas: 3, maxReplicas: 5 } });
    expect(agentOf(chat).deployments).toHaveLength(4);
  });

  it("scales to zero, which needs no instance to be there", async () => {
    const chat = openChat();
    await askAndApprove(chat, "/agent scale voice/voice-starter --min 0");
    await chat.advance(1_000);
    chat.pipecat.world.scaleToZero("voice-starter");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toBe("(green) *Scaled voice/voice-starter* in 3 s");
  });

  it("deletes an agent whose name was typed, and only then", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent delete voice/voice-starter");
    expect(await chat.fill("UOPERATOR", "voice")).toHaveProperty("text");
    expect(await chat.fill("UOPERATOR", "voice-starter")).toEqual({});
    expect(chat.read()).toContain("⚠️ This cannot be undone");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(gist(chat.read())[0]).toMatch(/^\(edited\) \(green\) \*Deleted voice\/voice-starter\* in \d s$/);
    expect(chat.pipecat.calls.list("DELETE ")).toHaveLength(1);
    expect(chat.pipecat.state().agents.map(({ name }) => name)).not.toContain("voice-starter");
  });

  it("says why there is nothing to promote", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent promote voice/voice-starter --from canary");
    expect(chat.read()).toContain(
      "*Pipecat Cloud* does not offer `promote`: an agent has one deployment there",
    );
  });
});
