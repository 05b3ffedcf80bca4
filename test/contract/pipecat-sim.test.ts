import { serve } from "@hono/node-server";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createPipecatCloud, type PipecatCloud } from "../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../sim/pipecat/starting-organization.ts";

const START = Date.UTC(2026, 10, 22, 12, 0, 0);
const serviceSchema = z.looseObject({
  desiredDeploymentId: z.string(),
  reconciledDeploymentId: z.string().nullable(),
  ready: z.boolean(),
});

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

/** The simulator behind a real socket on a free port. */
async function listen(cloud: PipecatCloud): Promise<string> {
  return await new Promise((resolve) => {
    const server = serve({ fetch: cloud.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
      resolve(`http://127.0.0.1:${port}/v1`);
    });
    close = () => new Promise<void>((done) => server.close(() => done()));
  });
}

describe("the Pipecat simulator over a socket", () => {
  it("carries a deploy from the request to its end by the documented rule", async () => {
    let time = START;
    const cloud = createPipecatCloud({
      now: () => time,
      delay: async () => {},
      seed: startingOrganization(START),
    });
    const base = await listen(cloud);
    const headers = {
      authorization: "Bearer sk_local",
      "user-agent": "contract",
      "content-type": "application/json",
    };
    const post = await fetch(`${base}/agents/voice-starter`, {
      method: "POST",
      headers,
      body: JSON.stringify({ image: "your-org/voice-starter:1.6" }),
    });
    expect(post.status).toBe(200);
    expect(post.headers.get("content-type")).toContain("application/json");
    const { desiredDeploymentId } = serviceSchema.parse(await post.json());

    const polls: string[] = [];
    for (let poll = 0; poll < 5; poll += 1) {
      const answer = await fetch(`${base}/agents/voice-starter`, { headers });
      const seen = serviceSchema.parse(await answer.json());
      expect(seen.desiredDeploymentId).toBe(desiredDeploymentId);
      const reconciled = seen.reconciledDeploymentId === desiredDeploymentId;
      polls.push(`${reconciled ? "reconciled" : "waiting"} ${seen.ready ? "ready" : "not ready"}`);
      time += 5_000;
    }
    expect(polls).toEqual([
      "waiting ready",
      "reconciled not ready",
      "reconciled not ready",
      "reconciled ready",
      "reconciled ready",
    ]);
  });

  it("answers errors and injected faults like any server", async () => {
    const cloud = createPipecatCloud({
      now: () => START,
      delay: async () => {},
      seed: startingOrganization(START),
    });
    const base = await listen(cloud);
    expect((await fetch(`${base}/agents`)).status).toBe(401);
    const headers = { authorization: "Bearer sk_local", "user-agent": "contract" };
    cloud.faults.inject({
      match: "/v1/agents",
      fault: { kind: "status", status: 429, retryAfterS: 3 },
      times: 1,
    });
    const limited = await fetch(`${base}/agents`, { headers });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "3"]);
    expect((await fetch(`${base}/agents`, { headers })).status).toBe(200);
  });
});
