import { describe, expect, it } from "vitest";
import { makeVersion, type WorkPorts, type WorkReport } from "../../../src/operations/source-work.ts";
import type { SourceService } from "../../../src/platforms/source-service.ts";
import { START } from "./change-fixture.ts";
import { FAILURES, sourceCall } from "./source-fixture.ts";

type Outcome = Awaited<ReturnType<SourceService["build"]>>;

/** Makes a version by a build of a hundred lines, one step each. `reads`: how often it was worked out what they say. */
async function make(outcome: Outcome) {
  const reports: WorkReport[] = [];
  let done = 0;
  let reads = 0;
  const looks: (() => WorkReport)[] = [];
  const sources: SourceService = {
    createAgent: async () => ({ ok: true, value: { agentId: "CA_1", upload: null } }),
    requestUpload: async () => ({ ok: true, value: { kind: "form", url: "https://store.test", fields: {} } }),
    uploadCall: FAILURES.silent.call,
    build: async (_, watch) => {
      for (done = 1; done < 100; done += 1)
        watch(() => {
          reads += 1;
          return { queue: null, step: null, done, total: 100, lines: [] };
        });
      return outcome;
    },
  };
  const ports: WorkPorts = {
    host: { pack: async () => ({ ok: true, value: { chunks: [], sizeBytes: 1_000, fileCount: 3 } }) },
    sources,
    upload: async () => ({ ok: true, value: null }),
    now: () => START,
    report: async (report) => reports.push(report) > 0,
  };
  const order = { operationId: "op1", call: sourceCall, agentId: "CA_1" };
  await makeVersion(order, ports, (read) => looks.push(read));
  return { last: reports.at(-1), looks, reads: () => reads };
}

describe("makeVersion", () => {
  it.each<[string, Outcome, object]>([
    ["is built", { ok: true, value: { error: null } }, { state: "built" }],
    [
      "fails",
      { ok: true, value: { error: "exit code: 1" } },
      { state: "build-failed", error: "exit code: 1" },
    ],
    ["breaks off", { ok: false, failure: FAILURES.silent }, { state: "stopped", failure: FAILURES.silent }],
  ])(
    "works out how far a build that %s has come at its end, not with every line",
    async (_, outcome, end) => {
      const { last, looks, reads } = await make(outcome);
      expect(last).toMatchObject({ ...end, work: { stage: "building", build: { done: 100 } } });
      expect([looks.length, reads()]).toEqual([99, 1]);
    },
  );

  it("works it out for whoever looks, as it is by then", async () => {
    const { looks, reads } = await make({ ok: true, value: { error: null } });
    expect(looks[0]?.()).toMatchObject({ state: "working", work: { build: { done: 100 } } });
    expect(reads()).toBe(2);
  });
});
