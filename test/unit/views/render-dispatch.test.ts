import { describe, expect, it } from "vitest";
import type { DispatchCard, DispatchProgress } from "../../../src/views/dispatch-card.ts";
import { renderDispatch } from "../../../src/views/render-dispatch.ts";
import { NOW, SECOND } from "./fixtures.ts";
import { commandsOf, show, showBlocks } from "./show.ts";

const call = { project: "prod", service: "LiveKit Cloud", endpoint: "CreateDispatch", changes: true };

function card(progress: DispatchProgress, changes: Partial<DispatchCard> = {}): DispatchCard {
  return {
    project: "prod",
    agentId: "CA_1",
    agentName: "support-line",
    room: "room-1",
    askedBy: "UOPERATOR",
    startedAt: NOW - 4 * SECOND,
    dispatchId: "AD_x1y2z3",
    acceptedAt: NOW - 3 * SECOND,
    metadataBytes: 0,
    attributes: {},
    deployment: "",
    restartPolicy: "on-failure",
    ...changes,
    ...progress,
  };
}

const textOf = (progress: DispatchProgress, changes: Partial<DispatchCard> = {}): string =>
  renderDispatch(card(progress, changes), NOW).text;
const unsent = { dispatchId: null, acceptedAt: null };

describe("renderDispatch", () => {
  it("shows a dispatch on its way", () => {
    const view = renderDispatch(card({ phase: "sending" }, unsent), NOW);
    expect(view.text).toBe("Sending *support-line* to `room-1` … (4 s).");
    expect(show(view)).toMatchInlineSnapshot(`
      "🔵 Sending *support-line* to \`room-1\` … (4 s)
      plan "Dispatch of support-line to room-1"
        in_progress: LiveKit Cloud accepts it
        pending: A worker takes the job
        pending: The agent joins the room
      _ *prod* · asked by <@UOPERATOR> {2025-08-11 02:43 UTC}
      _ deployment \`production\` · restarts on failure · no metadata
      [Dispatches in room] [Agent status]"
    `);
    expect(commandsOf(view)).toEqual({
      "Dispatches in room": "/dispatch list room-1 --project prod",
      "Agent status": "/agent status prod/support-line",
    });
  });

  it("shows an accepted one, and how it was asked for", () => {
    const view = renderDispatch(
      card(
        { phase: "waiting", job: null },
        { metadataBytes: 2048, attributes: { tier: "vip" }, deployment: "staging", restartPolicy: "never" },
      ),
      NOW,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "🔵 Sending *support-line* to \`room-1\` … accepted, waiting for the agent (4 s)
      plan "Dispatch of support-line to room-1"
        complete: LiveKit Cloud accepted it
        in_progress: A worker takes the job
        pending: The agent joins the room
      _ dispatch \`AD_x1y2z3\` · *prod* · asked by <@UOPERATOR> {2025-08-11 02:43 UTC}
      _ deployment \`staging\` · never restarts · 2 KB of metadata · attributes \`tier=vip\`
      [Delete dispatch] [Dispatches in room] [Agent status]"
    `);
    expect(commandsOf(view)["Delete dispatch"]).toBe("/dispatch delete room-1 AD_x1y2z3 --project prod");
  });

  it("draws the same timeline with classic blocks, for workspaces that refuse a plan", () => {
    const { fallbackBlocks = [], blocks } = renderDispatch(card({ phase: "waiting", job: "running" }), NOW);
    expect(blocks.map(({ type }) => type)).toEqual(["section", "plan", "context", "actions"]);
    expect(fallbackBlocks.map(({ type }) => type)).toEqual(["section", "section", "context", "actions"]);
    expect(showBlocks(fallbackBlocks)).toContain(
      "✓\u00a0LiveKit Cloud accepted it   ✓\u00a0A worker took the job   ▸\u00a0The agent joins the room",
    );
  });

  it("says who joined and offers to remove them, after asking once more", () => {
    const joined = { phase: "joined", endedAt: NOW + 2 * SECOND, participantIdentity: "agent-AJ_1" } as const;
    const view = renderDispatch(card(joined), NOW);
    expect(view.text).toBe("*support-line* joined `room-1` after 6 s.");
    expect(show(view)).toMatchInlineSnapshot(`
      "🟢 *support-line* joined \`room-1\` after 6 s
      plan "Dispatch of support-line to room-1"
        complete: LiveKit Cloud accepted it
        complete: A worker took the job
        complete: The agent joined the room
      _ dispatch \`AD_x1y2z3\` · in the room as \`agent-AJ_1\` · *prod* · asked by <@UOPERATOR> {2025-08-11 02:43 UTC}
      _ deployment \`production\` · restarts on failure · no metadata
      [Remove from room] [Dispatches in room] [Agent status]"
    `);
    expect(JSON.stringify(view.blocks)).toContain("Its dispatch is deleted and its job ends.");
  });

  it("says why nobody came, as far as it is known", () => {
    const endedAt = NOW + 56 * SECOND;
    const jobs = [null, "pending", "running", "success", "failed", "unknown"] as const;
    expect(
      jobs.map((job) => textOf({ phase: "nobody-came", endedAt, job })).join("\n"),
    ).toMatchInlineSnapshot(`
      "*No agent joined \`room-1\` in 1 min*. No worker took the job: none named \`support-line\` is registered in *prod*, or all of them refused. The dispatch is still queued, but a worker that starts now may never see it: delete it and send again.
      *No agent joined \`room-1\` in 1 min*. A worker was offered the job and has not taken it. The dispatch is still queued.
      *support-line* is not in \`room-1\` after 1 min. LiveKit Cloud calls the job running; that word is set at the start and stays. The agent may have crashed, or left again.
      *support-line* is not in \`room-1\` after 1 min. Its job has ended already, and without a fault.
      *support-line* is not in \`room-1\` after 1 min. Its job has failed; the log of the agent may say why.
      *support-line* is not in \`room-1\` after 1 min. LiveKit Cloud did not say what became of its job."
    `);
  });

  it("marks the step at which it ended", () => {
    const timeline = (progress: DispatchProgress, changes: Partial<DispatchCard> = {}): string =>
      show(renderDispatch(card(progress, changes), NOW))
        .match(/(pending|in_progress|complete|error)(?=:)/g)
        ?.join(" ") ?? "";
    const endedAt = NOW;
    expect(timeline({ phase: "nobody-came", endedAt, job: null })).toBe("complete error pending");
    expect(timeline({ phase: "nobody-came", endedAt, job: "running" })).toBe("complete complete error");
    expect(timeline({ phase: "failed", endedAt, error: "" })).toBe("complete complete error");
    expect(timeline({ phase: "refused", endedAt, failure: null }, unsent)).toBe("error pending pending");
    expect(timeline({ phase: "lost", endedAt, failure: { kind: "internal", reference: "7K2M" } })).toBe(
      "complete pending pending",
    );
  });

  it("says what the job itself says when it fails", () => {
    expect(textOf({ phase: "failed", endedAt: NOW, error: "exit <1>" })).toBe(
      "*support-line* failed before it joined `room-1`. Its job says: `exit &lt;1&gt;`",
    );
    expect(textOf({ phase: "failed", endedAt: NOW, error: "" })).toContain("Its job gave no reason");
  });

  it("says what was not done when it is refused", () => {
    const endedAt = NOW;
    expect(
      [
        textOf({ phase: "refused", endedAt, failure: { kind: "platform-unauthorized", call } }, unsent),
        // Provably not dispatched, so the text must not say that it may have been.
        textOf(
          { phase: "refused", endedAt, failure: { kind: "platform-unavailable", cause: "timeout", call } },
          unsent,
        ),
        textOf({ phase: "refused", endedAt, failure: null }, unsent),
      ].join("\n"),
    ).toMatchInlineSnapshot(`
      "*support-line* was not sent to \`room-1\`. *LiveKit Cloud* does not accept the key of project *prod*, so nothing was changed. Whoever runs Switchboard finds out more with \`/agent doctor\`. \`platform-unauthorized\`
      *support-line* was not sent to \`room-1\`. LiveKit Cloud never confirmed it, and a look into the room proves that nothing was dispatched. Send it again if it is still wanted. \`platform-unavailable\`
      *support-line* was not sent to \`room-1\`. It could not be sent within a minute, and an agent that comes later helps nobody. Send it again if it is still wanted."
    `);
    const view = renderDispatch(card({ phase: "refused", endedAt, failure: null }, unsent), NOW);
    expect(Object.keys(commandsOf(view))).toEqual(["Agent status"]);
  });

  it("admits what it does not know", () => {
    const failure = { kind: "platform-unavailable", cause: "timeout", call } as const;
    expect(
      [
        textOf({ phase: "unsure" }, unsent),
        textOf({ phase: "lost", endedAt: NOW, failure }, unsent),
        textOf({ phase: "lost", endedAt: NOW, failure }),
        textOf({ phase: "gone", endedAt: NOW }),
      ].join("\n"),
    ).toMatchInlineSnapshot(`
      "Sending *support-line* to \`room-1\` … not confirmed by LiveKit Cloud, looking before I send again (4 s).
      I do not know whether *support-line* was sent to \`room-1\`. LiveKit Cloud does not answer any more; look into the room before you send it again. \`platform-unavailable\`
      I could not see whether *support-line* joined \`room-1\`. LiveKit Cloud does not answer any more; the dispatch stands, so look into the room. \`platform-unavailable\`
      The dispatch of *support-line* to \`room-1\` is gone. Somebody deleted it, or the room closed, before an agent came. Nothing is left to do."
    `);
  });

  it("offers no deletion of what is not there", () => {
    for (const view of [
      renderDispatch(card({ phase: "gone", endedAt: NOW }), NOW),
      renderDispatch(card({ phase: "sending" }, unsent), NOW),
    ]) {
      expect(Object.keys(commandsOf(view)).join()).not.toMatch(/Delete|Remove/);
    }
  });
});
