import { describe, expect, it } from "vitest";
import { type Failure, fail, succeed } from "../../../src/failure.ts";
import type { ListedAgent } from "../../../src/platforms/port.ts";
import { readFleet } from "../../../src/platforms/read-fleet.ts";
import { createFakePlatform } from "./fake-platform.ts";

const idle = new AbortController().signal;
const unauthorized: Failure = {
  kind: "platform-unauthorized",
  call: { project: "staging", service: "LiveKit Cloud", endpoint: "ListAgents", changes: false },
};
const timedOut: Failure = { ...unauthorized, kind: "platform-unavailable", cause: "timeout" };
const gone: Failure = { ...unauthorized, kind: "platform-not-found" };

describe("readFleet", () => {
  it("asks for an agent only where the list did not tell its status", async () => {
    const prod = createFakePlatform({ project: "prod", agents: ["b", "a"], statusInList: true });
    const voice = createFakePlatform({ project: "voice", agents: ["d", "c"] });
    const fleet = await readFleet([voice.platform, prod.platform], idle);
    expect(fleet.projects.map((project) => project.project)).toEqual(["voice", "prod"]);
    expect(
      fleet.projects.map((project) =>
        project.answer === "agents"
          ? project.agents.map(({ agent, status, failure }) => [agent.name, status?.health, failure])
          : null,
      ),
    ).toEqual([
      [
        ["c", "healthy", null],
        ["d", "healthy", null],
      ],
      [
        ["a", "healthy", null],
        ["b", "healthy", null],
      ],
    ]);
    expect(prod.calls).toEqual(["list"]);
    expect(voice.calls).toEqual(["list", "describe d", "describe c"]);
  });

  it("orders agents of one name by id", async () => {
    const prod = createFakePlatform({
      project: "prod",
      agents: ["same:2", "same:1", "Same:3"],
      statusInList: true,
    });
    const { projects } = await readFleet([prod.platform], idle);
    expect(projects[0]).toMatchObject({
      agents: [{ agent: { id: "3" } }, { agent: { id: "1" } }, { agent: { id: "2" } }],
    });
  });

  it("keeps what it has beside a project and an agent that fail", async () => {
    const voice = createFakePlatform({
      project: "voice",
      agents: ["a", "b", "c"],
      describe: (name) => (name === "b" ? fail(unauthorized) : name === "c" ? fail(gone) : null),
    });
    const staging = createFakePlatform({ project: "staging", list: () => fail(unauthorized) });
    const { projects } = await readFleet([staging.platform, voice.platform], idle);
    expect(projects[0]).toEqual({
      project: "staging",
      platform: "livekit",
      answer: "failed",
      failure: unauthorized,
    });
    expect(projects[1]).toMatchObject({
      answer: "agents",
      agents: [
        { agent: { name: "a" }, status: { health: "healthy" }, failure: null },
        { agent: { name: "b" }, status: null, failure: unauthorized },
      ],
    });
    expect(projects[1]).toHaveProperty("agents.length", 2);
  });

  it("tells what the end of the budget cut off from what failed", async () => {
    const deadline = new AbortController();
    const voice = createFakePlatform({
      project: "voice",
      agents: ["a", "b"],
      describe: (name) => {
        if (name === "a") return null;
        deadline.abort();
        return fail(timedOut);
      },
    });
    const late = createFakePlatform({
      project: "late",
      list: async () => {
        await new Promise((resolve) => deadline.signal.addEventListener("abort", resolve));
        return fail(timedOut);
      },
    });
    const { projects } = await readFleet([voice.platform, late.platform], deadline.signal);
    expect(projects).toMatchObject([
      {
        answer: "agents",
        agents: [
          { agent: { name: "a" }, status: {} },
          { agent: { name: "b" }, status: null, failure: null },
        ],
      },
      { project: "late", answer: "out-of-time" },
    ]);
  });

  it("asks all projects at once", async () => {
    const lists: (() => void)[] = [];
    const list = () =>
      new Promise<ReturnType<typeof succeed<ListedAgent[]>>>((resolve) =>
        lists.push(() => resolve(succeed([]))),
      );
    const platforms = ["a", "b", "c"].map((project) => createFakePlatform({ project, list }).platform);
    const fleet = readFleet(platforms, idle);
    expect(lists).toHaveLength(3);
    for (const end of lists) end();
    expect((await fleet).projects).toHaveLength(3);
  });
});
