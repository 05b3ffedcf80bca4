import { beforeEach, describe, expect, it } from "vitest";
import { sourceArchive } from "../../support/source-archive.ts";
import { createFixture, type RawCall, START } from "./cloud-fixture.ts";
import { createSourceFixture } from "./source-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
let source: ReturnType<typeof createSourceFixture>;
beforeEach(() => {
  fixture = createFixture();
  source = createSourceFixture(fixture);
});

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";
const agent = () => fixture.project().agents.find(({ id }) => id === SUPPORT_LINE);
const rows = (deployment = "") => agent()?.deployments.filter((row) => row.deployment === deployment);

/** Uploads a source for support-line. */
async function upload(files: Readonly<Record<string, string>>, deployment = ""): Promise<void> {
  const target = await source.deploy({ agent_id: SUPPORT_LINE, deployment });
  await source.upload(target, await sourceArchive(files));
}

const BUILDABLE = { "agent.py": "print()", Dockerfile: "FROM scratch" };
const linesOf = async (response: Response) => (await response.text()).trimEnd().split("\n");

describe("POST /build", () => {
  it("tells every step with its beginning and its end, for half a minute", async () => {
    await upload(BUILDABLE);
    const response = await source.build(`agent_id=${SUPPORT_LINE}`);
    expect(response.status).toBe(200);
    const statuses = (await linesOf(response)).map((line) => JSON.parse(line));
    expect(fixture.now()).toBe(START + 30_000);
    expect(statuses).toHaveLength(10);
    expect(statuses.slice(0, 2)).toMatchObject([
      {
        vertexes: [
          {
            digest: `sha256:${"0".repeat(64)}`,
            name: "[internal] load build definition from Dockerfile",
            started: "2026-10-01T12:00:00.000Z",
          },
        ],
      },
      { vertexes: [{ digest: `sha256:${"0".repeat(64)}`, completed: "2026-10-01T12:00:03.000Z" }], logs: [] },
    ]);
    expect(statuses.at(-1)).toMatchObject({ vertexes: [{ completed: "2026-10-01T12:00:30.000Z" }] });
    expect(atob(statuses[7].logs[0].data)).toBe("Successfully installed\n");
  });

  it("rolls the version out, and it serves a minute after the build began", async () => {
    await upload(BUILDABLE);
    const attributes = { "x-livekit-agent-version-attributes": btoa('{"git_branch":"main"}') };
    await (await source.build(`agent_id=${SUPPORT_LINE}`, attributes)).text();
    expect(rows()).toMatchObject([{ status: "Scheduling" }, { status: "Scheduling" }]);
    fixture.advance(30);
    expect(rows()).toMatchObject([{ status: "Running", version: "20261001120000" }, { status: "Running" }]);
    expect(agent()?.versions.at(-1)).toMatchObject({ current: true, attributes: { git_branch: "main" } });
  });

  it("goes on when nobody listens", async () => {
    await upload(BUILDABLE);
    const response = await source.build(`agent_id=${SUPPORT_LINE}`);
    await response.body?.cancel();
    fixture.advance(60);
    expect(rows()).toMatchObject([{ version: "20261001120000" }, {}]);
  });

  it("reads attributes in UTF-8", async () => {
    await upload(BUILDABLE);
    const bytes = new TextEncoder().encode('{"git_branch":"präsenz"}');
    const header = btoa(String.fromCharCode(...bytes));
    await source.build(`agent_id=${SUPPORT_LINE}`, { "x-livekit-agent-version-attributes": header });
    expect(agent()?.versions.at(-1)?.attributes).toEqual({ git_branch: "präsenz" });
  });

  it("builds a named deployment, which is made by it", async () => {
    await upload(BUILDABLE, "preview");
    await (await source.build(`agent_id=${SUPPORT_LINE}&deployment=preview`)).text();
    fixture.advance(30);
    expect(rows("preview")).toMatchObject([{ status: "Running", version: "20261001120000" }, {}]);
    expect(rows()).toMatchObject([{ version: "20260930100000" }, {}]);
  });

  it.each([
    ["without a Dockerfile", () => sourceArchive({ "agent.py": "" }), "failed to read dockerfile"],
    [
      "with a Dockerfile somewhere else",
      () => sourceArchive({ "docker/Dockerfile": "" }),
      "failed to read dockerfile",
    ],
    ["that is no archive", async () => new Blob(["hello"]), "failed to unpack the source"],
  ])("fails for a source %s", async (_, archive, words) => {
    const target = await source.deploy({ agent_id: SUPPORT_LINE });
    await source.upload(target, await archive());
    const lines = await linesOf(await source.build(`agent_id=${SUPPORT_LINE}`));
    expect(lines.at(-1)).toMatch(/^BUILD ERROR: /);
    expect(lines.at(-1)).toContain(words);
    expect(rows()).toMatchObject([{ status: "Build Failed", replicas: 2 }, {}]);
    expect(agent()?.versions.at(-1)).toMatchObject({ status: "Build Failed", current: false });
  });

  it("finds the Dockerfile behind larger files", async () => {
    await upload({ "./": "", "./agent.py": "x".repeat(1_300), "./Dockerfile": "FROM scratch" });
    const lines = await linesOf(await source.build(`agent_id=${SUPPORT_LINE}`));
    expect(lines.at(-1)).not.toContain("BUILD ERROR");
  });

  it("uses a source up", async () => {
    await upload(BUILDABLE);
    expect((await source.build(`agent_id=${SUPPORT_LINE}`)).status).toBe(200);
    expect((await source.build(`agent_id=${SUPPORT_LINE}`)).status).toBe(412);
  });

  it.each<[string, string, RawCall, number, string]>([
    ["a missing grant", SUPPORT_LINE, { claims: {} }, 401, "permissions denied"],
    [
      "a missing version of the CLI",
      SUPPORT_LINE,
      { headers: { "x-livekit-cli-version": "" } },
      400,
      "livekit-cli version header is required",
    ],
    ["a missing agent", "CA_nobody", {}, 404, "agent not found"],
    ["an agent that nothing was uploaded for", SUPPORT_LINE, {}, 412, "no source has been uploaded"],
    [
      "attributes that are no JSON",
      SUPPORT_LINE,
      { headers: { "x-livekit-agent-version-attributes": "%%%" } },
      400,
      "the attributes are no JSON in base64",
    ],
  ])("refuses %s without a code", async (_, agentId, call, status, msg) => {
    const response = await fixture.send(`/build?agent_id=${agentId}`, {
      claims: { agent: { admin: true } },
      ...call,
    });
    expect([response.status, await response.json()]).toEqual([status, { msg, meta: {} }]);
  });

  it("refuses an agent that is being deleted", async () => {
    await upload(BUILDABLE);
    await fixture.agents("DeleteAgent", { agent_id: SUPPORT_LINE });
    const response = await source.build(`agent_id=${SUPPORT_LINE}`);
    expect([response.status, await response.json()]).toEqual([
      412,
      { msg: "the agent is being deleted", meta: {} },
    ]);
  });
});
