import { describe, expect, it } from "vitest";
import { type Failure, fail } from "../../../src/failure.ts";
import { parseAgentReference, resolveAgent } from "../../../src/platforms/resolve-agent.ts";
import { createFakePlatform } from "./fake-platform.ts";

const call = (project: string) => ({
  project,
  service: "LiveKit Cloud",
  endpoint: "ListAgents",
  changes: false,
});
const down = (project: string): Failure => ({
  kind: "platform-unavailable",
  call: call(project),
  cause: "network",
});
const silent = (project: string) => createFakePlatform({ project, list: () => fail(down(project)) });

const prod = () =>
  createFakePlatform({ project: "prod", agents: ["support-line:CA_1", "night-desk:CA_2", "team/x:CA_3"] });
const staging = () => createFakePlatform({ project: "staging", agents: ["support-line:CA_4", "dev:CA_5"] });
const voice = () => createFakePlatform({ project: "voice", agents: ["voice-starter"] });

const resolve = (text: string, fakes: readonly ReturnType<typeof prod>[]) =>
  resolveAgent(
    parseAgentReference(text),
    fakes.map(({ platform }) => platform),
  );
const everywhere = () => [prod(), staging(), voice()];

describe("parseAgentReference", () => {
  it.each([
    ["support-line", null, "support-line"],
    ["prod/support-line", "prod", "support-line"],
    ["CA_1", null, "CA_1"],
    ["prod/team/x", "prod", "team/x"],
    ["prod/", null, "prod/"],
    ["/support-line", null, "/support-line"],
    ["/", null, "/"],
  ])("reads %j", (text, project, agent) => {
    expect(parseAgentReference(text)).toEqual({ project, agent });
  });
});

describe("resolveAgent", () => {
  it.each([
    ["night-desk", "prod", "CA_2"],
    ["CA_4", "staging", "CA_4"],
    ["voice-starter", "voice", "voice-starter"],
    ["prod/support-line", "prod", "CA_1"],
    ["staging/CA_5", "staging", "CA_5"],
    ["prod/team/x", "prod", "CA_3"],
  ])("finds %s", async (text, project, id) => {
    const answer = await resolve(text, everywhere());
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value.listed.agent).toMatchObject({ project, id });
    expect(answer.value.platform.project).toBe(project);
  });

  it("asks the named project only, and each project once", async () => {
    const fakes = everywhere();
    await resolve("prod/night-desk", fakes);
    expect(fakes.map(({ calls }) => calls.length)).toEqual([1, 0, 0]);
    await resolve("night-desk", fakes);
    expect(fakes.map(({ calls }) => calls.length)).toEqual([2, 1, 1]);
  });

  it("never guesses between projects", async () => {
    expect(await resolve("support-line", everywhere())).toEqual(
      fail({
        kind: "agent-ambiguous",
        given: "support-line",
        candidates: [
          { project: "prod", id: "CA_1", name: "support-line" },
          { project: "staging", id: "CA_4", name: "support-line" },
        ],
        unreachable: [],
        refused: [],
      }),
    );
  });

  it("never guesses between two agents of one name in one project", async () => {
    const twins = createFakePlatform({ project: "prod", agents: ["a:CA_1", "a:CA_2"] });
    expect(await resolve("prod/a", [twins])).toMatchObject({
      failure: { kind: "agent-ambiguous", candidates: [{ id: "CA_1" }, { id: "CA_2" }] },
    });
  });

  it("does not take upper for lower case", async () => {
    expect(await resolve("Night-Desk", everywhere())).toMatchObject({
      failure: { kind: "agent-not-found", nearest: [{ name: "night-desk" }] },
    });
  });

  it("asks back when a project that may have the name too did not answer", async () => {
    expect(await resolve("night-desk", [prod(), silent("staging")])).toEqual(
      fail({
        kind: "agent-ambiguous",
        given: "night-desk",
        candidates: [{ project: "prod", id: "CA_2", name: "night-desk" }],
        unreachable: ["staging"],
        refused: [],
      }),
    );
  });

  it("is sure of an id, and of a named project, whoever else is silent", async () => {
    expect(await resolve("CA_2", [silent("staging"), prod()])).toMatchObject({ ok: true });
    expect(await resolve("prod/night-desk", [silent("staging"), prod()])).toMatchObject({ ok: true });
  });

  it("is not sure of a name that looks like an id", async () => {
    const odd = createFakePlatform({ project: "prod", agents: ["CA_old:CA_9"] });
    expect(await resolve("CA_old", [odd, silent("staging")])).toMatchObject({
      failure: { kind: "agent-ambiguous" },
    });
  });

  it("names the nearest of all and none that is far, where it looked, and where it could not", async () => {
    expect(await resolve("suport-line", [prod(), staging(), silent("voice")])).toEqual(
      fail({
        kind: "agent-not-found",
        given: "suport-line",
        nearest: [
          { project: "prod", id: "CA_1", name: "support-line" },
          { project: "staging", id: "CA_4", name: "support-line" },
        ],
        searched: ["prod", "staging"],
        unreachable: ["voice"],
        refused: [],
      }),
    );
  });

  it("has nothing to suggest where there are no agents", async () => {
    expect(await resolve("x", [createFakePlatform({ project: "prod" })])).toMatchObject({
      failure: { kind: "agent-not-found", nearest: [], searched: ["prod"] },
    });
  });

  it("fails with the platform's own failure when nobody answered", async () => {
    expect(await resolve("x", [silent("prod"), silent("staging")])).toEqual(fail(down("prod")));
    expect(await resolve("prod/x", [silent("prod"), staging()])).toEqual(fail(down("prod")));
  });

  it("knows the projects, and says of another which of them have such an agent", async () => {
    const known = ["prod", "staging", "voice"];
    expect(await resolve("prdo/support-line", everywhere())).toEqual(
      fail({
        kind: "unknown-project",
        given: "prdo",
        known,
        candidates: [
          { project: "prod", id: "CA_1", name: "support-line" },
          { project: "staging", id: "CA_4", name: "support-line" },
        ],
      }),
    );
    expect(await resolve("prdo/nobody", everywhere())).toEqual(
      fail({ kind: "unknown-project", given: "prdo", known, candidates: [] }),
    );
    expect(await resolve("prdo/x", [silent("prod")])).toMatchObject({ failure: { kind: "unknown-project" } });
  });

  it("tells who refused the key from who did not answer", async () => {
    const refusing = createFakePlatform({
      project: "voice",
      list: () => fail({ kind: "platform-unauthorized", call: call("voice") }),
    });
    expect(await resolve("night-desk", [prod(), refusing, silent("staging")])).toMatchObject({
      failure: { kind: "agent-ambiguous", unreachable: ["staging"], refused: ["voice"] },
    });
    expect(await resolve("nobody", [prod(), refusing])).toMatchObject({
      failure: { kind: "agent-not-found", unreachable: [], refused: ["voice"] },
    });
  });
});
