/** LiveKit's own Go client of agent dispatches against the simulated LiveKit Cloud. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createGoClient, type GoClient } from "./go-client.ts";
import { prepareGoClient } from "./prepare-go-client.ts";
import { type SimulatedCloud, startSimulatedCloud } from "./start-simulated-cloud.ts";

const CREATE = ["create-dispatch", "-room", "room-1", "-name", "support-line"];
const LIST = ["list-dispatches", "-room", "room-1"];
const INTERMEDIARY = 'unauthenticated: Error from intermediary with HTTP status code 401 "Unauthorized"';

let program: string;
let simulated: SimulatedCloud;
let client: GoClient;

beforeAll(async () => {
  program = await prepareGoClient();
});
beforeEach(async () => {
  simulated = await startSimulatedCloud();
  client = createGoClient(program, simulated.url);
});
afterEach(() => simulated.close());

/** Gives its id. */
async function createDispatch(...more: readonly string[]): Promise<string> {
  return z.object({ id: z.string() }).parse(await client.ask(...CREATE, ...more)).id;
}

describe("the Go client", () => {
  it("creates a dispatch with all that belongs to it, and finds it with its job", async () => {
    const id = await createDispatch("-metadata", '{"caller":"ada"}', "-attribute", "tier=gold");
    simulated.advance(2);
    const listed = await client.ask(...LIST, "-dispatch", id);
    expect(listed).toMatchObject({
      agent_dispatches: [
        {
          id,
          agent_name: "support-line",
          room: "room-1",
          metadata: '{"caller":"ada"}',
          restart_policy: "JRP_ON_FAILURE",
          attributes: { tier: "gold" },
          state: { jobs: [{ dispatch_id: id, type: "JT_ROOM", state: { status: "JS_RUNNING" } }] },
        },
      ],
    });
    expect(simulated.room("room-1")?.participants).toHaveLength(1);
  });

  it("lists all dispatches of a room, and none for an id that is not there", async () => {
    await createDispatch();
    await createDispatch("-deployment", "preview");
    expect(await client.ask(...LIST)).toMatchObject({ agent_dispatches: [{}, { deployment: "preview" }] });
    expect(await client.ask(...LIST, "-dispatch", "AD_nobody")).toEqual({ agent_dispatches: [] });
  });

  it("deletes a dispatch, is given it once more, and the agent leaves", async () => {
    const id = await createDispatch();
    simulated.advance(2);
    const deleted = await client.ask("delete-dispatch", "-room", "room-1", "-dispatch", id);
    expect(deleted).toMatchObject({ id, room: "room-1" });
    simulated.advance(1);
    expect(simulated.room("room-1")).toMatchObject({ dispatches: [], participants: [] });
  });

  it("is told that an id is not there", async () => {
    await createDispatch();
    const { code, stderr } = await client.run("delete-dispatch", "-room", "room-1", "-dispatch", "AD_nobody");
    expect([code, stderr]).toEqual([1, "not_found: twirp error unknown: dispatch ID not found"]);
  });

  it("is told that a room is not active", async () => {
    const { code, stderr } = await client.run(...LIST);
    expect([code, stderr]).toEqual([1, "unavailable: twirp error unknown: no response from servers"]);
  });

  it("is refused with a token for another room", async () => {
    await createDispatch();
    const { code, stderr } = await client.run("list-dispatches-of-another-room", "-room", "room-1");
    expect([code, stderr]).toEqual([1, "unauthenticated: permissions denied"]);
  });

  it.each([
    ["an unknown key", "nokey", "secret"],
    ["a wrong secret", "devkey", "wrong"],
  ])("is refused with %s", async (_, key, secret) => {
    const { code, stderr } = await client.as(key, secret).run(...CREATE);
    expect([code, stderr]).toEqual([1, INTERMEDIARY]);
    expect(simulated.room("room-1")).toBeUndefined();
  });
});
