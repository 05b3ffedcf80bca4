import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createFixture, type PipecatFixture } from "./pipecat-fixture.ts";

const historySchema = z.object({ deployments: z.array(z.object({ id: z.string() })) });

async function history({ ask }: PipecatFixture): Promise<readonly string[]> {
  const { body } = await ask("/v1/organizations/local-org/services/voice-starter/deployments");
  return historySchema.parse(body).deployments.map(({ id }) => id);
}

const settings = fc.record(
  {
    image: fc.constantFrom("your-org/voice-starter:1.4", "your-org/voice-starter:1.5", "your-org/voice:0.9"),
    secretSet: fc.constantFrom("voice-secrets", "quiet-secrets", "new-secrets", "none"),
    agentProfile: fc.constantFrom("agent-1x", "agent-2x", "agent-9x"),
    maxSessionDuration: fc.constantFrom(59, 60, 300, 14_400, 14_401),
    krispViva: fc.record({ audioFilter: fc.constantFrom("tel", "pro", null) }, { requiredKeys: [] }),
    autoScaling: fc.record({ minAgents: fc.integer({ min: 0, max: 6 }) }),
  },
  { requiredKeys: [] },
);
const step = fc.oneof(
  fc.record({ kind: fc.constant("update" as const), body: settings }),
  fc.record({ kind: fc.constant("force" as const), body: settings }),
  fc.record({ kind: fc.constant("repeat" as const) }),
  fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 0, max: 40 }) }),
);

describe("any sequence of updates", () => {
  it("leaves exactly one deployment desired, the newest, and no repetition ever makes one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const fixture = createFixture();
        const { call, look, advance } = fixture;
        let last: unknown = {};
        for (const one of steps) {
          const before = await history(fixture);
          const known = await look("voice-starter");
          if (one.kind === "wait") advance(one.seconds);
          if (one.kind === "update" || one.kind === "force") {
            const forced = one.kind === "force" ? { forceRedeploy: true } : {};
            const { status } = await call("POST", "/v1/agents/voice-starter", { ...one.body, ...forced });
            const after = await history(fixture);
            expect(after.slice(-before.length)).toEqual(before);
            expect(after.length - before.length).toBeLessThanOrEqual(1);
            if (status !== 200) expect(await look("voice-starter")).toEqual(known);
            else if (one.kind === "force") expect(after).toHaveLength(before.length + 1);
            if (status === 200) last = one.body;
          }
          if (one.kind === "repeat") {
            const { status } = await call("POST", "/v1/agents/voice-starter", last);
            expect(status).toBe(200);
            expect(await history(fixture)).toEqual(before);
          }
          const { desiredDeploymentId } = await look("voice-starter");
          const now = await history(fixture);
          expect(now[0]).toBe(desiredDeploymentId);
          expect(now.filter((id) => id === desiredDeploymentId)).toHaveLength(1);
        }
        advance(3_600);
        const { reconciledDeploymentId, desiredDeploymentId } = await look("voice-starter");
        expect(reconciledDeploymentId).toBe(desiredDeploymentId);
      }),
      { numRuns: 100 },
    );
  });
});
