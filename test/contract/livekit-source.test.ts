/** How a version is made from source, against the simulated LiveKit Cloud: the same order as the official client's. */
import { beforeEach, describe, expect, it } from "vitest";
import { createLiveKitCloud, type LiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import { createLiveKitPlatform } from "../../src/platforms/livekit/livekit-platform.ts";
import type { BuildProgress, SourceService } from "../../src/platforms/source-service.ts";
import type { SourceArchive } from "../../src/source/source-port.ts";
import { type UploadTarget, uploadArchive } from "../../src/source/upload-archive.ts";
import { sourceArchive } from "../support/source-archive.ts";

const START = Date.UTC(2026, 9, 1, 12);
const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";

let time: number;
let cloud: LiveKitCloud;
let sources: SourceService;

beforeEach(() => {
  time = START;
  cloud = createLiveKitCloud({
    now: () => time,
    delay: async (ms) => {
      time += ms;
    },
    projects: startingProjects(START),
  });
  const project = {
    platform: "livekit",
    name: "prod",
    url: "https://livekit.test",
    agentsUrl: null,
    apiKey: "devkey",
    apiSecret: "secret",
  } as const;
  const platform = createLiveKitPlatform(project, {
    fetch: (request) => cloud.fetch(request),
    now: () => time,
  });
  if (!platform.sources) throw new Error("LiveKit makes versions from source");
  sources = platform.sources;
});

const target = (changes: { agentId?: string; deployment?: string } = {}) => ({
  agentId: SUPPORT_LINE,
  deployment: "",
  attributes: { git_commit: "a".repeat(40), git_branch: "präsenz" },
  ...changes,
});

const agent = (id = SUPPORT_LINE) =>
  cloud
    .state()
    .projects.flatMap(({ agents }) => agents)
    .find((candidate) => candidate.id === id);

const send = (place: UploadTarget, archive: SourceArchive) =>
  uploadArchive(
    { fetch: (request) => cloud.fetch(request), newId: () => "1", openBody: () => new TransformStream() },
    place,
    archive,
    sources.uploadCall,
  );

async function archiveOf(files: Record<string, string>): Promise<SourceArchive> {
  const bytes = new Uint8Array(await (await sourceArchive(files)).arrayBuffer());
  // In pieces, as it comes from the packer.
  const chunks = [bytes.slice(0, 10), bytes.slice(10, 11), bytes.slice(11)];
  return { chunks, sizeBytes: bytes.length, fileCount: Object.keys(files).length };
}

async function upload(files: Record<string, string>, of = target()): Promise<void> {
  const place = await sources.requestUpload(of);
  if (!place.ok) throw new Error(place.failure.kind);
  expect(await send(place.value, await archiveOf(files))).toEqual({ ok: true, value: null });
}

const BUILDABLE = { "agent.py": "print()", Dockerfile: "FROM scratch" };

describe("deploying from source on LiveKit Cloud", () => {
  it("uploads, builds with the log followed, and leaves a version that says where it is from", async () => {
    await upload(BUILDABLE);
    const told: BuildProgress[] = [];
    expect(await sources.build(target(), (read) => told.push(read()))).toEqual({
      ok: true,
      value: { error: null },
    });
    expect(told[0]).toEqual({ queue: "waiting for a builder", step: null, done: 0, total: 0, lines: [] });
    expect(told.at(-1)).toMatchObject({
      queue: null,
      step: "exporting to image",
      done: 3,
      total: 3,
      lines: ["Successfully installed"],
    });
    expect(agent()?.versions.at(-1)).toMatchObject({ attributes: target().attributes, status: "Building" });
  });

  it("builds a named deployment", async () => {
    const preview = target({ deployment: "preview" });
    await upload(BUILDABLE, preview);
    expect(await sources.build(preview, () => {})).toMatchObject({ ok: true });
    expect(agent()?.deployments.map(({ deployment }) => deployment)).toContain("preview");
  });

  it("tells why a build failed", async () => {
    await upload({ "agent.py": "" });
    expect(await sources.build(target(), () => {})).toEqual({
      ok: true,
      value: { error: expect.stringContaining("failed to read dockerfile") },
    });
  });

  it("creates an agent once, with a form for its first source", async () => {
    const created = await sources.createAgent("eu-central");
    if (!created.ok || !created.value.upload) throw new Error("no agent was created");
    const { agentId, upload: place } = created.value;
    expect(agent(agentId)).toMatchObject({ versions: [], deployments: [{ region: "eu-central" }] });
    expect(await send(place, await archiveOf(BUILDABLE))).toMatchObject({ ok: true });
    expect(await sources.build(target({ agentId }), () => {})).toMatchObject({ value: { error: null } });
    expect(await sources.createAgent("atlantis")).toMatchObject({ failure: { kind: "platform-refused" } });
  });

  it("says that the agent is gone", async () => {
    expect(await sources.requestUpload(target({ agentId: "CA_nobody" }))).toMatchObject({
      failure: { kind: "platform-not-found" },
    });
  });

  it.each([
    [{ kind: "status", status: 429, retryAfterS: 20 }, "platform-rate-limited"],
    [{ kind: "status", status: 503 }, "platform-unavailable"],
    [{ kind: "cut", when: "request" }, "platform-unavailable"],
    [{ kind: "cut", when: "response" }, "platform-unavailable"],
    [{ kind: "cut", when: "body" }, "platform-unavailable"],
    [{ kind: "garbage" }, "platform-unreadable"],
    [{ kind: "wrong-json" }, "platform-unreadable"],
  ] as const)("does not take a build that %j for one that ended", async (fault, kind) => {
    await upload(BUILDABLE);
    cloud.faults.inject({ match: "/build", fault, times: 1 });
    expect(await sources.build(target(), () => {})).toMatchObject({
      ok: false,
      failure: { kind, call: { endpoint: "POST /build", changes: true } },
    });
  });

  it("refuses to build what was never uploaded", async () => {
    expect(await sources.build(target(), () => {})).toMatchObject({
      failure: { kind: "platform-refused", status: 412, message: "no source has been uploaded" },
    });
  });
});
