import { describe, expect, it } from "vitest";
import { renderAgentStatus } from "../../../src/views/render-agent-status.ts";
import { asker, brokenImage, pipecatAgent, pipecatStatus, revision } from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

describe("status of an agent on Pipecat Cloud", () => {
  it("says in one line how it is, and then what belongs to it", () => {
    const view = renderAgentStatus(pipecatStatus(), asker);
    expect(view.text).toMatchInlineSnapshot(`"voice-starter in voice is healthy: 2 live sessions."`);
    expect(show(view)).toMatchInlineSnapshot(`
      "🟢 *voice/voice-starter* is healthy · 2 live sessions
      Revision \`7c1b8a44\` has been *Active* for 5 h · 1 of 0–10 replicas ready · \`running\` · restarts 0

      Newest version ready: yes · takes new calls: yes · 2 live sessions

      Scales from 0 to 10 replicas · profile \`agent-1x\` · image \`your-org/voice:0.8\` · secret set \`voice-secrets\` · image pull secret \`registry\` · calls end after 2 h · Krisp \`tel\`
      _ Pipecat Cloud · \`us-west\` · updated {2025-08-10 21:44 UTC} · as of {2025-08-11 02:44 UTC}
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
    expect(commandsOf(view)).toEqual({
      Versions: "/agent versions voice/voice-starter",
      Logs: "/agent logs voice/voice-starter",
      "Roll back…": "/agent rollback voice/voice-starter --reason",
      Sessions: "/agent sessions voice/voice-starter",
      Secrets: "/agent secrets voice/voice-starter",
      Refresh: "/agent status voice/voice-starter",
      "Share to channel": "/agent status voice/voice-starter",
    });
  });

  it("tells a bad new version from an outage", () => {
    const view = renderAgentStatus(brokenImage(), asker);
    expect(view.text).toMatchInlineSnapshot(
      `"broken-image in voice cannot start its new version: the old one still takes calls."`,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "🔴 *voice/broken-image* cannot start its new version · the old one still takes calls
      \`PCC_IMAGE_NOT_FOUND\` · \`failed to resolve image tag "your-org/voice:0.9"\`

      Revision \`7c1b8a44\` has been *Validating* for 6 min · 0 of 0–10 replicas ready · \`waiting\`, \`ImagePullBackOff\` · restarts 0

      The one before, \`2f00aa11\`, is *Draining* with 1 replica ready.

      Newest version ready: no · takes new calls: yes · 0 live sessions

      Scales from 0 to 10 replicas · profile \`agent-1x\` · image \`your-org/voice:0.8\` · secret set \`voice-secrets\` · image pull secret \`registry\` · calls end after 2 h · Krisp \`tel\`
      _ Pipecat Cloud · \`us-west\` · updated {2025-08-10 21:44 UTC} · as of {2025-08-11 02:44 UTC}
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
  });

  it("shows why a program crashes: reasons, exit code, the last line of its traceback", () => {
    const status = pipecatStatus({
      health: "failed",
      ready: false,
      available: false,
      activeSessions: 0,
      current: revision({
        phase: "Validating",
        phaseStartedAt: null,
        readyReplicas: 0,
        infrastructureIssue: true,
        health: {
          ready: false,
          state: "waiting",
          restarts: 12,
          reason: "CrashLoopBackOff",
          lastExitCode: 137,
          lastTerminationReason: "OOMKilled",
          message:
            "Traceback (most recent call last):\n  File \"bot.py\", line 3\nModuleNotFoundError: No module named 'foo'\n\n",
        },
      }),
    });
    expect(show(renderAgentStatus(status, asker))).toMatchInlineSnapshot(`
      "🔴 *voice/voice-starter* cannot start · it takes no calls
      Revision \`7c1b8a44\` has been *Validating* · 0 of 0–10 replicas ready · \`waiting\`, \`CrashLoopBackOff\`, \`OOMKilled\` · restarts 12 · last exit 137 (killed, mostly for lack of memory)

      \`ModuleNotFoundError: No module named 'foo'\`

      Pipecat Cloud reports a fault of its own infrastructure; its support can help.

      Newest version ready: no · takes new calls: no · 0 live sessions

      Scales from 0 to 10 replicas · profile \`agent-1x\` · image \`your-org/voice:0.8\` · secret set \`voice-secrets\` · image pull secret \`registry\` · calls end after 2 h · Krisp \`tel\`
      _ Pipecat Cloud · \`us-west\` · updated {2025-08-10 21:44 UTC} · as of {2025-08-11 02:44 UTC}
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
  });

  it("says once what an error and the output say", () => {
    const message = "ModuleNotFoundError: No module named 'foo'";
    const health = {
      ready: false,
      state: "waiting",
      restarts: 1,
      reason: "CrashLoopBackOff",
      lastExitCode: 1,
      lastTerminationReason: "Error",
      message: `Traceback\n${message}\n`,
    };
    const told = (error: string): string => {
      const errors = [{ code: "CrashLoopBackOff", message: error }];
      return show(renderAgentStatus(pipecatStatus({ current: revision({ health }), errors }), asker));
    };
    expect(told(`It ends at once: ${message}`).split(message)).toHaveLength(2);
    expect(told("It ends at once.").split(message)).toHaveLength(2);
  });

  it("names a reason once", () => {
    const health = {
      ready: false,
      state: "terminated",
      restarts: 1,
      reason: "Error",
      lastExitCode: 1,
      lastTerminationReason: "Error",
      message: null,
    };
    expect(show(renderAgentStatus(pipecatStatus({ current: revision({ health }) }), asker))).toContain(
      "`terminated`, `Error` · restarts 1 · last exit 1\n",
    );
  });

  it("says that it waits while the platform has not picked up a deployment", () => {
    const status = pipecatStatus({
      health: "working",
      ready: false,
      reconciledDeploymentId: "2f00aa11-0000-4000-8000-000000000002",
    });
    expect(renderAgentStatus(status, asker).text).toBe(
      "voice-starter in voice is working on a change: it takes calls meanwhile.",
    );
    expect(show(renderAgentStatus(status, asker))).toContain(
      "Pipecat Cloud has not picked up deployment `7c1b8a44` yet, the last one was `2f00aa11`.",
    );
  });

  it("says so for the very first deployment too", () => {
    const status = pipecatStatus({
      health: "working",
      ready: false,
      available: false,
      reconciledDeploymentId: null,
      current: null,
    });
    expect(show(renderAgentStatus(status, asker))).toContain(
      "has not picked up deployment `7c1b8a44` yet, none so far.",
    );
    expect(renderAgentStatus(status, asker).text).toContain("it takes no calls yet");
  });

  it("does not call a ready agent waiting when the platform leaves the id out", () => {
    const status = pipecatStatus({ reconciledDeploymentId: null });
    expect(show(renderAgentStatus(status, asker))).not.toContain("Waiting");
  });

  it("calls an agent that is scaled to zero asleep", () => {
    const status = pipecatStatus({
      agent: pipecatAgent("voice", "quiet-desk"),
      health: "asleep",
      activeSessions: 0,
      current: revision({ readyReplicas: 0, health: null }),
    });
    const view = renderAgentStatus(status, asker);
    expect(view.text).toBe(
      "quiet-desk in voice is asleep: scaled to zero, wakes with the next call (about 10 s).",
    );
    expect(show(view)).toContain("🌙 *voice/quiet-desk* is asleep");
  });

  it("leaves out what the platform did not tell", () => {
    const status = pipecatStatus({
      health: "unknown",
      available: false,
      region: null,
      current: null,
      scaling: null,
      profile: null,
      image: null,
      buildId: "b-1",
      secretSet: null,
      imagePullSecretSet: null,
      maxSessionSeconds: null,
      krispAudioFilter: null,
      updatedAt: null,
    });
    expect(show(renderAgentStatus(status, asker))).toMatchInlineSnapshot(`
      "⚪ *voice/voice-starter* is in a state that I do not know · it takes no new calls
      Newest version ready: yes · takes new calls: no · 2 live sessions

      Scaling not told · build \`b-1\` · no secret set
      _ Pipecat Cloud · as of {2025-08-11 02:44 UTC}
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
  });
});
