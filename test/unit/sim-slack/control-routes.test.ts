import { describe, expect, it } from "vitest";
import { ConnectionCut } from "../../../sim/support/faults.ts";
import { openWorkspace, type TestWorkspace } from "./open-workspace.ts";

const sim = ({ slack }: TestWorkspace, path: string, init?: RequestInit) =>
  slack.fetch(new Request(`http://localhost:8791/_sim/${path}`, init));

const inject = (workspace: TestWorkspace, rule: object) =>
  sim(workspace, "faults", { method: "POST", body: JSON.stringify(rule) });

describe("/_sim", () => {
  it("breaks the method that a fault names, as often as it says", async () => {
    const workspace = openWorkspace();
    const fault = { kind: "status", status: 503 };

    expect((await inject(workspace, { match: "chat.postMessage", fault, times: 1 })).status).toBe(201);

    expect((await workspace.call("auth.test")).status).toBe(200);
    expect((await workspace.call("chat.postMessage", { channel: "COPS", text: "x" })).status).toBe(503);
    expect((await workspace.call("chat.postMessage", { channel: "COPS", text: "x" })).status).toBe(200);
    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toHaveLength(1);
  });

  it("cuts a connection after the work is done, and writes the call down with the status 0", async () => {
    const workspace = openWorkspace();
    await inject(workspace, { match: "chat.postMessage", fault: { kind: "cut", when: "response" } });

    await expect(workspace.call("chat.postMessage", { channel: "COPS", text: "x" })).rejects.toThrow(
      ConnectionCut,
    );

    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toHaveLength(1);
    expect(workspace.slack.calls.list("chat.postMessage")).toMatchObject([{ status: 0 }]);
  });

  it("lists faults, clears them, and is never broken itself", async () => {
    const workspace = openWorkspace();
    const rule = { match: "", fault: { kind: "garbage" } };
    await inject(workspace, rule);

    expect(await (await sim(workspace, "faults")).json()).toEqual([rule]);
    await sim(workspace, "faults", { method: "DELETE" });

    expect((await workspace.api("auth.test")).ok).toBe(true);
  });

  it("refuses a fault that it does not know", async () => {
    const workspace = openWorkspace();

    expect((await inject(workspace, { match: "", fault: { kind: "flood" } })).status).toBe(400);
    expect((await sim(workspace, "faults", { method: "POST", body: "{" })).status).toBe(400);
  });

  it("shows calls with their arguments but never the token", async () => {
    const workspace = openWorkspace();
    await workspace.call("auth.test");
    await workspace.slack.fetch(
      new Request("http://localhost:8791/api/users.info?token=xoxb-local&user=UADMIN"),
    );

    const calls = await (await sim(workspace, "calls?match=users.info")).json();
    const newer = await (await sim(workspace, "calls?after=1")).json();

    expect(calls).toEqual([
      {
        seq: 2,
        at: expect.any(Number),
        method: "GET",
        path: "/api/users.info",
        status: 200,
        request: { user: "UADMIN" },
      },
    ]);
    expect(newer).toEqual(calls);
    expect(JSON.stringify(workspace.slack.calls.list())).not.toContain("xoxb");
  });

  it("shows the state", async () => {
    const workspace = openWorkspace();

    expect(await (await sim(workspace, "state")).json()).toEqual(workspace.slack.snapshot());
  });
});
