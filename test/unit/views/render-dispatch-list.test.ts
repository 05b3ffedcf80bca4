import { describe, expect, it } from "vitest";
import { renderDispatchDeleted } from "../../../src/views/render-dispatch-deleted.ts";
import { type DispatchList, renderDispatchList } from "../../../src/views/render-dispatch-list.ts";
import { asker, dispatch, job, MINUTE, NOW } from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

const participant = {
  identity: "caller",
  name: "",
  isAgent: false,
  state: "active",
  joinedAt: NOW,
  attributes: {},
};
const list = (changes: Partial<DispatchList> = {}): DispatchList => ({
  project: "prod",
  room: "room-1",
  dispatchId: null,
  dispatches: [dispatch()],
  participants: null,
  ...changes,
});

describe("renderDispatchList", () => {
  it("shows dispatches with their jobs, and who is really in the room", () => {
    const dispatches = [
      dispatch({ metadata: "hällo", attributes: { tier: "vip" } }),
      dispatch({ id: "AD_2", agentName: "", restartPolicy: "unknown", jobs: [] }),
      dispatch({
        id: "AD_3",
        deployment: "staging",
        jobs: [
          job({ status: "failed", error: "exit 1", endedAt: NOW - MINUTE }),
          job({ id: "AJ_b2", status: "pending", startedAt: null, participantIdentity: "", workerId: "" }),
        ],
      }),
    ];
    const participants = [{ ...participant, identity: "agent-AJ_a1", isAgent: true }, participant];
    const view = renderDispatchList(list({ dispatches, participants }), asker);
    expect(view.text).toBe("Room `room-1` in prod has 3 dispatches.");
    expect(show(view)).toMatchInlineSnapshot(`
      "Room \`room-1\` in *prod* has 3 dispatches · in it now: \`agent-AJ_a1\` and 1 other
      *support-line* \`AD_x1y2z3\` · created 5 min ago · deployment \`production\` · restarts on failure · 6 bytes of metadata · attributes \`tier=vip\`
      job \`AJ_a1\` reported running for 5 min · as \`agent-AJ_a1\` · worker \`AW_w1\`  [Delete]
      *any agent* \`AD_2\` · created 5 min ago · deployment \`production\` · unknown restart policy · no metadata
      no job yet: no worker has taken it  [Delete]
      *support-line* \`AD_3\` · created 5 min ago · deployment \`staging\` · restarts on failure · no metadata
      job \`AJ_a1\` failed after 4 min · \`exit 1\` · as \`agent-AJ_a1\` · worker \`AW_w1\`
      job \`AJ_b2\` is waiting for a worker  [Delete]
      _ a job is reported running from its start on, and that may be stale · as of {2025-08-11 02:44 UTC}
      [Refresh] [Share to channel]"
    `);
  });

  it("gives each one a button that deletes it, after asking once more", () => {
    const view = renderDispatchList(list(), asker);
    expect(commandsOf(view)).toEqual({
      Delete: "/dispatch delete room-1 AD_x1y2z3 --project prod",
      Refresh: "/dispatch list room-1 --project prod",
      "Share to channel": "/dispatch list room-1 --project prod",
    });
    expect(JSON.stringify(view.blocks)).toContain(
      "LiveKit Cloud ends its job, and an agent that has joined leaves the room.",
    );
  });

  it("offers no deletion of one that is deleted", () => {
    const view = renderDispatchList(list({ dispatches: [dispatch({ deletedAt: NOW - MINUTE })] }), asker);
    expect(show(view)).toContain("deleted 1 min ago");
    expect(commandsOf(view)).not.toHaveProperty("Delete");
  });

  it("says when there is none, and when the one asked for is not there", () => {
    const dispatches: never[] = [];
    expect(renderDispatchList(list({ dispatches }), asker).text).toBe(
      "Room `room-1` in prod has no dispatches.",
    );
    const view = renderDispatchList(
      list({ dispatches, dispatchId: "AD_9", participants: [participant] }),
      asker,
    );
    expect(view.text).toBe("Room `room-1` in prod has no dispatch `AD_9`.");
    expect(show(view)).toContain("in it now: no agent and 1 other");
    expect(commandsOf(view).Refresh).toBe("/dispatch list room-1 AD_9 --project prod");
  });

  it("shortens a long list of jobs and says so", () => {
    const jobs = Array.from({ length: 7 }, (_, index) => job({ id: `AJ_${index}` }));
    expect(show(renderDispatchList(list({ dispatches: [dispatch({ jobs })] }), asker))).toContain(
      "… and 2 jobs more",
    );
  });
});

describe("renderDispatchDeleted", () => {
  it("says what follows for the agent", () => {
    const view = renderDispatchDeleted({ project: "prod", dispatch: dispatch(), deletedBy: "UOPERATOR" });
    expect(view.text).toMatchInlineSnapshot(
      `"Deleted the dispatch of *support-line* to \`room-1\`. Its job ends in the background; the agent then leaves the room."`,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "🗑 Deleted the dispatch of *support-line* to \`room-1\`
      Its job ends in the background; the agent then leaves the room.
      _ \`AD_x1y2z3\` · *prod* · deleted by <@UOPERATOR>
      [Dispatches in room]"
    `);
  });

  it("says when there was no agent to leave", () => {
    const view = renderDispatchDeleted({
      project: "prod",
      dispatch: dispatch({ agentName: "", jobs: [] }),
      deletedBy: "U1",
    });
    expect(view.text).toBe(
      "Deleted the dispatch of any agent to `room-1`. No worker had taken it, so nobody leaves the room.",
    );
  });
});
