import { describe, expect, it } from "vitest";
import { renderAgentStatus } from "../../../src/views/render-agent-status.ts";
import {
  asker,
  brokenImage,
  GB,
  liveKitAgent,
  liveKitStatus,
  MINUTE,
  NOW,
  pipecatAgent,
  pipecatStatus,
  region,
  revision,
  sleepingRegion,
} from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

describe("status of an agent on LiveKit Cloud", () => {
  it("says in one line how it is, and then each region", () => {
    const view = renderAgentStatus(liveKitStatus(), asker);
    expect(view.text).toMatchInlineSnapshot(
      `"support-line in prod is healthy in 2 regions. It has version \`20250809003117\`, current for 3 days."`,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "🟢 *prod/support-line* is healthy in 2 regions · version \`20250809003117\`, current for 3 days
      \`us-east\` 🟢 Running · 2 of 1–4 replicas · CPU 310m of 2000m · memory 1.1 of 4 GB · seen 8 s ago
      \`eu-central\` 🌙 Sleeping · 0 of 0–2 replicas · wakes with the next call (about 20 s) · seen 8 s ago
      _ LiveKit Cloud · \`CA_support-line\` · deployed {2025-08-08 02:44 UTC} · <https://cloud.livekit.io/projects/d_acme/agents/CA_support-line|Dashboard> · as of {2025-08-11 02:44 UTC}
      [Versions] [Secrets] [Refresh] [Share to channel]"
    `);
  });

  it("has a button for what one does next, each a command that one could type", () => {
    expect(commandsOf(renderAgentStatus(liveKitStatus(), asker))).toEqual({
      Versions: "/agent versions prod/support-line",
      Secrets: "/agent secrets prod/support-line",
      Refresh: "/agent status prod/support-line",
      "Share to channel": "/agent status prod/support-line",
    });
  });

  it("cannot be shared again where everybody sees it already", () => {
    const view = renderAgentStatus(liveKitStatus(), { ...asker, audience: "channel" });
    expect(Object.keys(commandsOf(view))).not.toContain("Share to channel");
  });

  it("shows a crash loop with its events", () => {
    const crashing = region({
      status: "CrashLoop",
      health: "failed",
      replicas: { current: 1, min: 1, max: 1 },
      events: [
        { type: "application crashed", count: 7, at: NOW - 2 * MINUTE },
        { type: "restarted high memory usage", count: 1, at: null },
      ],
    });
    const status = liveKitStatus({
      agent: liveKitAgent("prod", "crashy"),
      health: "failed",
      regions: [crashing, sleepingRegion()],
      dashboardUrl: null,
    });
    expect(show(renderAgentStatus(status, asker))).toMatchInlineSnapshot(`
      "🔴 *prod/crashy* is failing in \`us-east\`, 1 of 2 regions · version \`20250809003117\`, current for 3 days
      \`us-east\` 🔴 CrashLoop · 1 of 1 replica · CPU 310m of 2000m · memory 1.1 of 4 GB · seen 8 s ago
      ⚠️ application crashed, 7 times, last 2 min ago
      ⚠️ restarted for high memory usage, 1 time
      \`eu-central\` 🌙 Sleeping · 0 of 0–2 replicas · wakes with the next call (about 20 s) · seen 8 s ago
      _ LiveKit Cloud · \`CA_crashy\` · deployed {2025-08-08 02:44 UTC} · as of {2025-08-11 02:44 UTC}
      [Versions] [Secrets] [Refresh] [Share to channel]"
    `);
  });

  it("calls a sleeping agent asleep, and says that it wakes", () => {
    const status = liveKitStatus({
      agent: liveKitAgent("prod", "night-desk"),
      health: "asleep",
      regions: [sleepingRegion()],
    });
    const view = renderAgentStatus(status, asker);
    expect(view.text).toMatchInlineSnapshot(
      `"night-desk in prod is asleep in \`eu-central\`. It has version \`20250809003117\`, current for 3 days."`,
    );
    expect(show(view)).toContain("🌙 Sleeping · 0 of 0–2 replicas · wakes with the next call (about 20 s)");
  });

  it("shows a version and a deployment where they differ by region", () => {
    const status = liveKitStatus({
      health: "working",
      regions: [
        region({ status: "Updating", health: "working", version: "20250811093000", deployment: "staging" }),
        region({ region: "eu-central" }),
      ],
    });
    expect(show(renderAgentStatus(status, asker))).toMatchInlineSnapshot(`
      "🔵 *prod/support-line* is working on a change in \`us-east\`, 1 of 2 regions · version \`20250809003117\`, current for 3 days
      \`us-east\` 🔵 Updating · deployment \`staging\` · version \`20250811093000\` · 2 of 1–4 replicas · CPU 310m of 2000m · memory 1.1 of 4 GB · seen 8 s ago
      \`eu-central\` 🟢 Running · 2 of 1–4 replicas · CPU 310m of 2000m · memory 1.1 of 4 GB · seen 8 s ago
      _ LiveKit Cloud · \`CA_support-line\` · deployed {2025-08-08 02:44 UTC} · <https://cloud.livekit.io/projects/d_acme/agents/CA_support-line|Dashboard> · as of {2025-08-11 02:44 UTC}
      [Versions] [Secrets] [Refresh] [Share to channel]"
    `);
  });

  it("calls a word that nobody has seen before unknown, and shows it", () => {
    const status = liveKitStatus({
      health: "unknown",
      version: null,
      deployedAt: null,
      regions: [
        region({
          status: "Levitating",
          health: "unknown",
          version: null,
          lastSeenAt: null,
          cpu: { current: null, limit: 2000 },
          memory: { current: null, limit: 4 * GB },
        }),
      ],
    });
    expect(show(renderAgentStatus(status, asker))).toMatchInlineSnapshot(`
      "⚪ *prod/support-line* is in a state that I do not know in \`us-east\` · no version yet
      \`us-east\` ⚪ Levitating · 2 of 1–4 replicas · CPU limit 2000m · memory limit 4 GB · never seen
      _ LiveKit Cloud · \`CA_support-line\` · never deployed · <https://cloud.livekit.io/projects/d_acme/agents/CA_support-line|Dashboard> · as of {2025-08-11 02:44 UTC}
      [Versions] [Secrets] [Refresh] [Share to channel]"
    `);
  });

  it("says plainly when the agent runs nowhere", () => {
    const status = liveKitStatus({ health: "unknown", version: null, deployedAt: null, regions: [] });
    expect(renderAgentStatus(status, asker).text).toBe(
      "support-line in prod runs in no region. It has no version yet.",
    );
  });

  it("shows a hundred regions on pages", () => {
    const events = [{ type: "application crashed", count: 7, at: NOW - 2 * MINUTE }];
    const regions = Array.from({ length: 100 }, (_, index) => region({ region: `region-${index}`, events }));
    const first = renderAgentStatus(liveKitStatus({ regions }), asker);
    expect(show(first)).toContain("page 1 of 2");
    expect(commandsOf(first)["Next page"]).toBe("/agent status prod/support-line --page 2");
    const second = renderAgentStatus(liveKitStatus({ regions }), { ...asker, page: 2 });
    expect(commandsOf(second)).toMatchObject({
      "Previous page": "/agent status prod/support-line",
      Refresh: "/agent status prod/support-line --page 2",
    });
    expect(show(second)).toContain("`region-99`");
  });
});

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
      [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
    expect(commandsOf(view)).toEqual({
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
      [Sessions] [Secrets] [Refresh] [Share to channel]"
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
      [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
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
      "Waiting for the operator: Pipecat Cloud has not picked up deployment `7c1b8a44` yet, the last one was `2f00aa11`.",
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
      [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
  });
});
