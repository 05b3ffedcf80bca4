import { describe, expect, it } from "vitest";
import { createPlatforms } from "../../../src/platforms/create-platforms.ts";
import { limitConnections } from "../../../src/platforms/limit-connections.ts";
import { readFleet } from "../../../src/platforms/read-fleet.ts";
import { withDeadline } from "../../../src/platforms/with-deadline.ts";
import { project as livekit, NOW_MS } from "./livekit/example-project.ts";
import { project as pipecat } from "./pipecat/example-project.ts";
import { recordFetch } from "./record-fetch.ts";

const now = () => NOW_MS;

describe("createPlatforms", () => {
  it("makes a platform of each project, in order, and asks nobody yet", () => {
    const { fetch, requests } = recordFetch(() => new Response());
    const platforms = createPlatforms([pipecat, livekit, { ...livekit, name: "staging" }], { fetch, now });
    expect(platforms.map(({ project, name }) => [project, name])).toEqual([
      ["voice", "pipecat"],
      ["prod", "livekit"],
      ["staging", "livekit"],
    ]);
    expect(requests).toEqual([]);
  });

  it("sends a project's keys to that project's host only", async () => {
    const { fetch, requests } = recordFetch(() => Response.json({}));
    for (const platform of createPlatforms([pipecat, livekit], { fetch, now })) await platform.listAgents();
    expect(requests.map(({ url }) => url.host)).toEqual(["api.pipecat.daily.co", "agents.livekit.cloud"]);
    expect(requests[1]?.headers.get("authorization")).not.toContain("sk_");
  });
});

/** Both clouds with `count` agents on Pipecat's side; every answer waits for a turn of the event loop. */
function createWorld(count: number) {
  let open = 0;
  let mostOpen = 0;
  const { fetch, requests } = recordFetch(async ({ url }) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    if (url.host === "agents.livekit.cloud") {
      return Response.json({
        agents: [{ agent_id: "CA_1", agent_name: "a", agent_deployments: [{ status: "Running" }] }],
      });
    }
    const name = /\/v1\/agents\/(.+)/.exec(url.pathname)?.[1];
    if (name) return Response.json({ name, ready: true });
    return Response.json({
      services: Array.from({ length: count }, (_, index) => ({ name: `agent-${index}` })),
    });
  });
  return { fetch, requests, mostOpen: () => mostOpen };
}

describe("a fleet over both clouds", () => {
  it("takes one call to LiveKit, one and one an agent to Pipecat, and six connections at most", async () => {
    const world = createWorld(40);
    const deadline = new AbortController().signal;
    const fetch = withDeadline(limitConnections(world.fetch), deadline);
    const { projects } = await readFleet(createPlatforms([livekit, pipecat], { fetch, now }), deadline);
    expect(projects).toMatchObject([
      { answer: "agents", agents: [{ status: { health: "healthy" } }] },
      {
        answer: "agents",
        agents: Array.from({ length: 40 }, () => ({ status: { health: "healthy" }, failure: null })),
      },
    ]);
    expect(world.requests).toHaveLength(42);
    expect(world.mostOpen()).toBe(6);
  });

  it("answers with what it has when the budget ends, and starts nothing more", async () => {
    const world = createWorld(40);
    const deadline = new AbortController();
    const limited = limitConnections(async (request) => {
      if (world.requests.length >= 20) deadline.abort(new DOMException("late", "TimeoutError"));
      return await world.fetch(request);
    });
    const fetch = withDeadline(limited, deadline.signal);
    const { projects } = await readFleet(
      createPlatforms([livekit, pipecat], { fetch, now }),
      deadline.signal,
    );
    const [, voice] = projects;
    if (voice?.answer !== "agents") throw new Error("No agents");
    const described = voice.agents.filter(({ status }) => status !== null).length;
    expect(described).toBeGreaterThan(10);
    expect(described).toBeLessThan(25);
    expect(voice.agents).toHaveLength(40);
    expect(voice.agents.every(({ failure }) => failure === null)).toBe(true);
    expect(world.requests.length).toBeLessThan(27);
  });
});
