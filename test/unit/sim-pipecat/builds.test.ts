import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createFixture, type PipecatFixture } from "./pipecat-fixture.ts";

const addressSchema = z.object({
  uploadId: z.string(),
  uploadUrl: z.url(),
  uploadFields: z.record(z.string(), z.string()),
  expiresAt: z.string(),
});
const startedSchema = z.object({ build: z.looseObject({ id: z.string() }), cached: z.boolean() });
const archive = new Uint8Array([31, 139, 8, 0, 1, 2, 3]);
const hash = createHash("md5").update(archive).digest("hex").slice(0, 16);

type Field = readonly [name: string, value: string | Blob];
const file: Field = ["file", new Blob([archive])];
const gzip: Field = ["Content-Type", "application/gzip"];

async function send({ cloud }: PipecatFixture, url: string, fields: readonly Field[]): Promise<number> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const request = new Request(url, { method: "POST", headers: { "user-agent": "test" }, body: form });
  return (await cloud.fetch(request)).status;
}

/** An address for a context, and the status of the upload that follows. */
async function upload(fixture: PipecatFixture, body: object = {}, last: readonly Field[] = [gzip, file]) {
  const address = addressSchema.parse((await fixture.manage("POST", "/builds/upload-url", body)).body);
  const status = await send(fixture, address.uploadUrl, [...Object.entries(address.uploadFields), ...last]);
  return { ...address, status };
}

describe("a build context", () => {
  it("is uploaded to the address that was given for it", async () => {
    const fixture = createFixture();
    const { status, expiresAt } = await upload(fixture);
    expect([status, expiresAt]).toEqual([204, "2026-11-22T12:15:00.000Z"]);
  });

  it.each([
    ["without the type of its content", [file]],
    ["with the file before another field", [file, gzip]],
    ["without the file", [gzip]],
  ])("is refused by the storage %s", async (_, last) => {
    expect((await upload(createFixture(), {}, last)).status).toBe(400);
  });

  it("is refused after its time, and under another key", async () => {
    const fixture = createFixture();
    const { uploadUrl, uploadFields } = await upload(fixture);
    const fields = Object.entries(uploadFields);
    expect(await send(fixture, uploadUrl, [...fields, ["key", "other"], gzip, file])).toBe(403);
    fixture.advance(15 * 60);
    expect(await send(fixture, uploadUrl, [...fields, gzip, file])).toBe(403);
  });
});

describe("a build", () => {
  const start = async (fixture: PipecatFixture) => {
    const { uploadId } = await upload(fixture);
    const { status, body } = await fixture.call("POST", "/v1/builds", { uploadId });
    return { status, ...startedSchema.parse(body) };
  };

  it("waits, runs and succeeds, and can then be deployed", async () => {
    const fixture = createFixture();
    const { call, advance } = fixture;
    const { status, cached, build } = await start(fixture);
    expect([status, cached]).toEqual([201, false]);
    expect(build).toMatchObject({ status: "pending", region: "us-west", contextHash: hash, imageUri: null });
    const target = `/v1/builds/${build.id}`;
    const deploy = () => call("POST", "/v1/agents/voice-starter", { buildId: build.id });
    expect((await call("GET", `${target}/logs`)).body).toEqual({ logs: [] });
    advance(5);
    expect((await call("GET", target)).body).toMatchObject({
      build: { status: "building", completedAt: null },
    });
    expect((await deploy()).body).toMatchObject({
      error: "Build is not ready (status: building). Only successful builds can be deployed.",
    });
    advance(60);
    expect((await call("GET", target)).body).toMatchObject({
      build: {
        status: "success",
        dockerfilePath: "Dockerfile",
        contextSizeBytes: 7,
        buildDurationSeconds: 60,
        completedAt: "2026-11-22T12:01:05.000Z",
        imageUri: `registry.local.test/local-org:${hash}`,
      },
    });
    expect((await call("GET", `${target}/logs?limit=1`)).body).toEqual({
      logs: ["#1 load build definition from Dockerfile"],
    });
    expect((await deploy()).status).toBe(200);
  });

  it("of the same context is not made twice", async () => {
    const fixture = createFixture();
    const first = await start(fixture);
    expect(await start(fixture)).toMatchObject({ status: 201, cached: false });
    fixture.advance(65);
    const again = await start(fixture);
    expect(again).toMatchObject({ status: 200, cached: true, build: { id: first.build.id } });
  });

  it("fails when the world fails it, and says why", async () => {
    const fixture = createFixture();
    const { build } = await start(fixture);
    fixture.advance(20);
    fixture.cloud.world.failBuild(build.id, "pip install failed");
    fixture.advance(3_600);
    expect((await fixture.call("GET", `/v1/builds/${build.id}`)).body).toMatchObject({
      build: { status: "failed", errorMessage: "pip install failed", buildDurationSeconds: 15 },
    });
    expect((await fixture.call("GET", `/v1/builds/${build.id}/logs`)).body).toMatchObject({
      logs: [{}, {}, "ERROR: pip install failed"].map((line) =>
        typeof line === "string" ? line : expect.any(String),
      ),
    });
  });

  it.each([
    ["an unknown upload", "none", {}, "Upload not found"],
    [
      "a context in another region",
      null,
      { region: "us-east" },
      "Invalid region or organization does not have access",
    ],
  ])("is refused: %s", async (_, uploadId, more, error) => {
    const fixture = createFixture();
    const known = await upload(fixture);
    const body = { uploadId: uploadId ?? known.uploadId, ...more };
    expect(await fixture.call("POST", "/v1/builds", body)).toMatchObject({ status: 400, body: { error } });
  });

  it("is refused before its context has come", async () => {
    const { manage } = createFixture();
    const { uploadId } = addressSchema.parse((await manage("POST", "/builds/upload-url", {})).body);
    expect(await manage("POST", "/builds", { uploadId })).toMatchObject({
      status: 400,
      body: { error: "Build context has not been uploaded" },
    });
  });
});

describe("the list of builds", () => {
  const ids = (...last: number[]) =>
    last.map((digit) => ({ id: `7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a00${digit}` }));

  it.each([
    ["", 3, ids(2, 3, 1)],
    ["?status=success", 2, ids(3, 1)],
    ["?status=success&region=us-west", 1, ids(1)],
    ["?limit=1&offset=1", 3, ids(3)],
    ["?contextHash=c0de2f64f1f0a001", 1, ids(1)],
    ["?contextHash=none", 0, []],
    ["?dockerfilePath=other/Dockerfile", 0, []],
  ])("is filtered by %s, newest first", async (query, total, builds) => {
    const { call } = createFixture();
    expect((await call("GET", `/v1/builds${query}`)).body).toMatchObject({ total, builds });
  });

  it.each([
    ["/v1/builds?status=ready", 400],
    ["/v1/builds?limit=101", 400],
    ["/v1/builds/latest", 400],
    ["/v1/builds/7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a009", 404],
    ["/v1/builds/7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a009/logs", 404],
  ])("refuses %s with %i", async (path, status) => {
    expect((await createFixture().call("GET", path)).status).toBe(status);
  });
});
