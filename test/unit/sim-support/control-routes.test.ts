import { describe, expect, it } from "vitest";
import { createLiveKitCloud } from "../../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../../sim/livekit/starting-projects.ts";
import { createPipecatCloud } from "../../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../../sim/pipecat/starting-organization.ts";

const NOW = Date.UTC(2026, 10, 22);
const options = { now: () => NOW, delay: async () => {} };
const clouds = {
  livekit: createLiveKitCloud({ ...options, projects: startingProjects(NOW) }),
  pipecat: createPipecatCloud({ ...options, seed: startingOrganization(NOW) }),
};

describe.each(Object.entries(clouds))("/_sim of %s", (_, cloud) => {
  const ask = (path: string, init?: RequestInit) =>
    cloud.fetch(new Request(`http://localhost/_sim/${path}`, init));

  it("shows the state without credentials", async () => {
    const state = await (await ask("state")).text();
    expect(state).toMatch(/support-line|voice-starter/);
    for (const secret of ["devkey", "stagingkey", "sk_local", "pcc_pat"]) expect(state).not.toContain(secret);
  });

  it("takes faults, and gives them up again", async () => {
    const fault = { match: "/", fault: { kind: "status", status: 503 } };
    await ask("faults", { method: "POST", body: JSON.stringify(fault) });
    expect((await cloud.fetch(new Request("http://localhost/v1/agents"))).status).toBe(503);
    expect(await (await ask("faults")).json()).toEqual([fault]);
    await ask("faults", { method: "DELETE" });
    expect((await cloud.fetch(new Request("http://localhost/v1/agents"))).status).not.toBe(503);
  });

  it("refuses a fault that it does not know", async () => {
    const response = await ask("faults", { method: "POST", body: '{"match":"/","fault":{"kind":"fire"}}' });
    expect(response.status).toBe(400);
  });
});
