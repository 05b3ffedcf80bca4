import { describe, expect, it } from "vitest";
import type { Fleet, FleetAgent, FleetProject } from "../../../src/platforms/read-fleet.ts";
import { renderAgentList } from "../../../src/views/render-agent-list.ts";
import { renderFleet } from "../../../src/views/render-fleet.ts";
import {
  asker,
  brokenImage,
  listed,
  liveKitAgent,
  liveKitStatus,
  pipecatAgent,
  pipecatStatus,
  region,
  revision,
  sleepingRegion,
  unseen,
} from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

const all = { ...asker, project: null };

const crashy = liveKitStatus({
  agent: liveKitAgent("prod", "crashy"),
  health: "failed",
  regions: [region({ status: "CrashLoop", health: "failed" }), region({ region: "eu-central" })],
});
const nightDesk = liveKitStatus({
  agent: liveKitAgent("prod", "night-desk"),
  health: "asleep",
  regions: [sleepingRegion()],
});
const updating = liveKitStatus({
  agent: liveKitAgent("staging", "support-line"),
  health: "working",
  regions: [region({ status: "Updating", health: "working" })],
});
const quietDesk = pipecatStatus({
  agent: pipecatAgent("voice", "quiet-desk"),
  health: "asleep",
  activeSessions: 0,
  current: revision({ readyReplicas: 0 }),
});

const prod = (...agents: FleetAgent[]): FleetProject => ({
  project: "prod",
  platform: "livekit",
  answer: "agents",
  agents,
});
const voice = (...agents: FleetAgent[]): FleetProject => ({
  project: "voice",
  platform: "pipecat",
  answer: "agents",
  agents,
});
const silent: FleetProject = {
  project: "lab",
  platform: "pipecat",
  answer: "failed",
  failure: {
    kind: "platform-unavailable",
    cause: "timeout",
    call: { project: "lab", service: "Pipecat Cloud", endpoint: "GET /agents", changes: false },
  },
};
const late: FleetProject = { project: "slow", platform: "livekit", answer: "out-of-time" };
const fleet = (...projects: FleetProject[]): Fleet => ({ projects });

const mixed = fleet(
  prod(listed(liveKitStatus()), listed(nightDesk), listed(crashy)),
  { project: "staging", platform: "livekit", answer: "agents", agents: [listed(updating)] },
  voice(
    listed(pipecatStatus()),
    listed(quietDesk),
    listed(brokenImage()),
    unseen(pipecatAgent("voice", "late")),
    unseen(pipecatAgent("voice", "gone"), {}),
  ),
);

describe("renderFleet", () => {
  it("says first whether somebody has to get up, then who, then the rest", () => {
    const view = renderFleet(mixed, all);
    expect(view.text).toMatchInlineSnapshot(
      `"2 of 9 agents need attention: crashy in prod and broken-image in voice."`,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "🔴 *2 of 9 agents need attention* · 1 working · 2 unknown · 2 asleep · 2 healthy
      🔴 *prod/crashy* · CrashLoop in \`us-east\`  [Status]
      🔴 *voice/broken-image* · Validating, \`PCC_IMAGE_NOT_FOUND\`, still takes calls  [Status]
      🔵 *staging/support-line* · Updating in \`us-east\`
      ⚪ not seen in time in *voice*: \`late\`, \`gone\`
      🌙 asleep in *prod*: \`night-desk\`
      🌙 asleep in *voice*: \`quiet-desk\`
      🟢 healthy in *prod*: \`support-line\`
      🟢 healthy in *voice*: \`voice-starter\`
      _ 3 projects · as of {2025-08-11 02:44 UTC}
      [Find an agent ▾] [Refresh] [Share to channel]"
    `);
  });

  it("gives a failed agent a button for its status, and everybody a menu to find one", () => {
    const view = renderFleet(fleet(prod(listed(crashy), listed(liveKitStatus()))), all);
    expect(commandsOf(view)).toEqual({
      Status: "/agent status prod/crashy",
      Refresh: "/agent status",
      "Share to channel": "/agent status",
    });
    expect(show(view)).toContain("[Find an agent ▾]");
  });

  it("says that all is well when all is well", () => {
    const view = renderFleet(fleet(prod(listed(liveKitStatus()), listed(nightDesk))), all);
    expect(view.text).toBe("All 2 agents are well.");
    expect(show(view)).toMatchInlineSnapshot(`
      "🟢 *All 2 agents are well* · 1 asleep · 1 healthy
      🌙 asleep in *prod*: \`night-desk\`
      🟢 healthy in *prod*: \`support-line\`
      _ 1 project · as of {2025-08-11 02:44 UTC}
      [Find an agent ▾] [Refresh] [Share to channel]"
    `);
    expect(renderFleet(fleet(prod(listed(nightDesk))), all).text).toBe("The only agent is well.");
  });

  it("never calls well what it could not see", () => {
    const view = renderFleet(fleet(prod(listed(liveKitStatus())), silent, late), all);
    expect(view.text).toBe("I cannot see *lab* or *slow*. The only agent that I can see is not failing.");
    expect(show(view)).toMatchInlineSnapshot(`
      "⚪ I cannot see *lab* or *slow*
      ⚪ *The only agent that I can see is not failing* · 1 healthy
      ⚪ *Pipecat Cloud* did not answer in time for *lab*, so there is nothing to show. Try again in a moment, or look at its <https://status.daily.co/|status page>. \`platform-unavailable\`

      ⚪ *LiveKit Cloud* did not answer in time for *slow*; press Refresh to ask again.

      🟢 healthy in *prod*: \`support-line\`
      _ 3 projects · as of {2025-08-11 02:44 UTC}
      [Find an agent ▾] [Refresh] [Share to channel]"
    `);
    expect(renderFleet(fleet(silent), all).text).toBe("I cannot see *lab*. No agent could be seen.");
    expect(renderFleet(fleet(prod(unseen(liveKitAgent("prod", "a")))), all).text).toBe(
      "No agent is known to fail, but 1 of 1 agent is unknown.",
    );
  });

  it("tells why an agent could not be seen", () => {
    const call = {
      project: "voice",
      service: "Pipecat Cloud",
      endpoint: "GET /agents/{name}",
      changes: false,
    };
    const agent = {
      ...unseen(pipecatAgent("voice", "a")),
      failure: { kind: "platform-forbidden", call } as const,
    };
    expect(show(renderFleet(fleet(voice(agent)), all))).toContain(
      "⚪ *voice/a* · could not be seen `platform-forbidden`",
    );
  });

  it("says that changes are under way when nothing fails", () => {
    expect(renderFleet(fleet(prod(listed(updating), listed(liveKitStatus()))), all).text).toBe(
      "No agent is failing, 1 of 2 agents is working on a change.",
    );
  });

  it("says that there is nothing yet", () => {
    const view = renderFleet(fleet(prod()), { ...asker, project: "prod" });
    expect(view.text).toBe("There are no agents here yet.");
    expect(show(view)).not.toContain("Find an agent");
    expect(commandsOf(view).Refresh).toBe("/agent status --project prod");
  });

  it("shows at most a hundred agents on a page, the failed ones on the first", () => {
    const agents = Array.from({ length: 250 }, (_, index) =>
      listed(
        liveKitStatus({
          agent: liveKitAgent("prod", `agent-${index}`),
          health: index < 240 ? "healthy" : "failed",
        }),
      ),
    );
    const first = renderFleet(fleet(prod(...agents)), all);
    expect(first.text).toContain("10 of 250 agents need attention");
    expect(show(first)).toContain("🔴 *prod/agent-249*");
    expect(show(first)).toContain("page 1 of 3");
    expect(commandsOf(first)["Next page"]).toBe("/agent status --page 2");
    const last = renderFleet(fleet(prod(...agents)), { ...all, page: 3 });
    expect(show(last)).toContain("`agent-239`");
    expect(commandsOf(last)).toMatchObject({
      "Previous page": "/agent status --page 2",
      Refresh: "/agent status --page 3",
      "Share to channel": "/agent status --page 3",
    });
  });
});

describe("renderAgentList", () => {
  it("shows what identifies each agent", () => {
    const view = renderAgentList(mixed, all);
    expect(view.text).toMatchInlineSnapshot(`"There are 9 agents in prod, staging and voice."`);
    expect(show(view)).toMatchInlineSnapshot(`
      "There are 9 agents in *prod*, *staging* and *voice*
      🟢 *prod/support-line* · healthy · \`CA_support-line\` · \`us-east\` and \`eu-central\` · version \`20250809003117\` · deployed {2025-08-08 02:44 UTC}

      🌙 *prod/night-desk* · asleep · \`CA_night-desk\` · \`eu-central\` · version \`20250809003117\` · deployed {2025-08-08 02:44 UTC}

      🔴 *prod/crashy* · failed · \`CA_crashy\` · \`us-east\` and \`eu-central\` · version \`20250809003117\` · deployed {2025-08-08 02:44 UTC}

      🔵 *staging/support-line* · working · \`CA_support-line\` · \`us-east\` · version \`20250809003117\` · deployed {2025-08-08 02:44 UTC}

      🟢 *voice/voice-starter* · healthy · \`us-west\`

      🌙 *voice/quiet-desk* · asleep · \`us-west\`

      🔴 *voice/broken-image* · failed · \`us-west\`

      ⚪ *voice/late* · unknown · \`us-west\`

      ⚪ *voice/gone* · unknown · \`us-west\`
      _ as of {2025-08-11 02:44 UTC}
      [Find an agent ▾] [Refresh] [Share to channel]"
    `);
  });

  it("says what LiveKit does not have, and not what Pipecat does not tell", () => {
    const bare = { regions: [], version: null, deployedAt: null };
    const agents = fleet(
      prod(unseen(liveKitAgent("prod", "new"), bare)),
      voice(unseen(pipecatAgent("voice", "built"), bare)),
    );
    expect(show(renderAgentList(agents, all))).toMatchInlineSnapshot(`
      "There are 2 agents in *prod* and *voice*
      ⚪ *prod/new* · unknown · \`CA_new\` · no region · no version yet · never deployed

      ⚪ *voice/built* · unknown · no region
      _ as of {2025-08-11 02:44 UTC}
      [Find an agent ▾] [Refresh] [Share to channel]"
    `);
  });

  it("keeps the project that was asked for in its buttons", () => {
    const view = renderAgentList(fleet(prod(listed(crashy))), { ...asker, project: "prod" });
    expect(commandsOf(view).Refresh).toBe("/agent list --project prod");
    expect(view.text).toBe("There is 1 agent in prod.");
  });

  it("shows the gaps first", () => {
    const view = renderAgentList(fleet(silent, late), all);
    expect(view.text).toBe("No project could be asked for its agents.");
    expect(show(view)).toContain(
      "*LiveKit Cloud* did not answer in time for *slow*; press Refresh to ask again.",
    );
  });

  it("shows at most a hundred agents on a page", () => {
    const agents = Array.from({ length: 101 }, (_, index) => unseen(pipecatAgent("v", `a${index}`)));
    expect(show(renderAgentList(fleet(voice(...agents)), all))).toContain("page 1 of 2");
  });
});
