import { describe, expect, it } from "vitest";
import { renderAgentStatus } from "../../../src/views/render-agent-status.ts";
import {
  asker,
  GB,
  liveKitAgent,
  liveKitStatus,
  MINUTE,
  NOW,
  pipecatStatus,
  region,
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
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
    `);
  });

  it("has a button for what one does next, each a command that one could type", () => {
    expect(commandsOf(renderAgentStatus(liveKitStatus(), asker))).toEqual({
      Versions: "/agent versions prod/support-line",
      Logs: "/agent logs prod/support-line",
      "Roll back…": "/agent rollback prod/support-line --reason",
      Sessions: "/agent sessions prod/support-line",
      Secrets: "/agent secrets prod/support-line",
      Refresh: "/agent status prod/support-line",
      "Share to channel": "/agent status prod/support-line",
    });
  });

  it("offers no rollback while an operation has the agent, which would only be refused", () => {
    const operation = { operationId: "7K2M", verb: "restart", by: "UOPERATOR", since: NOW };
    for (const status of [liveKitStatus(), pipecatStatus()])
      expect(commandsOf(renderAgentStatus(status, asker, { operation, lock: null }))).not.toHaveProperty(
        "Roll back…",
      );
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
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
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
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
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
      [Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]"
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
