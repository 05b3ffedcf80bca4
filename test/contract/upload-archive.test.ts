/** A packed source on its way to both clouds, as each of them wants it. */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createPipecatCloud } from "../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../sim/pipecat/starting-organization.ts";
import type { Fetch } from "../../src/platforms/call-json.ts";
import { type UploadTarget, uploadArchive } from "../../src/source/upload-archive.ts";
import { sourceArchive } from "../support/source-archive.ts";
import { createFixture } from "../unit/sim-livekit/cloud-fixture.ts";
import { createSourceFixture } from "../unit/sim-livekit/source-fixture.ts";

const CALL = { project: "prod", service: "LiveKit Cloud", endpoint: "upload", changes: false };

/** In small pieces, as packing gives it. */
async function archive(files: Readonly<Record<string, string>> = { Dockerfile: "FROM scratch\n" }) {
  const bytes = new Uint8Array(await (await sourceArchive(files)).arrayBuffer());
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 50) chunks.push(bytes.subarray(at, at + 50));
  return { chunks, sizeBytes: bytes.length, fileCount: Object.keys(files).length };
}

/** What was announced and sent. */
async function send(fetch: Fetch, target: UploadTarget, files?: Readonly<Record<string, string>>) {
  const sizes: number[] = [];
  const requests: Request[] = [];
  const tools = {
    fetch: async (request: Request) => {
      requests.push(request);
      return await fetch(request);
    },
    newId: () => "0A1B2C3D",
    openBody: (sizeBytes: number) => {
      sizes.push(sizeBytes);
      return new TransformStream<Uint8Array, Uint8Array>();
    },
  };
  return { result: await uploadArchive(tools, target, await archive(files), CALL), sizes, requests };
}

const OK = { ok: true, value: null };

describe("to LiveKit Cloud", () => {
  const open = () => {
    const fixture = createFixture({ maxSourceBytes: 4_000 });
    return { fixture, source: createSourceFixture(fixture) };
  };

  it("is taken by its signed form, without any token, and can be built", async () => {
    const { fixture, source } = open();
    const { agent_id: id, presigned_post_request: form } = await source.create();
    const target = { kind: "form", url: form.url, fields: form.values } as const;
    const { result, requests } = await send(fixture.cloud.fetch, target);
    expect(result).toEqual(OK);
    expect(requests.map(({ headers }) => headers.has("authorization"))).toEqual([false]);
    expect(fixture.project().agents.find((agent) => agent.id === id)?.sources).toEqual([
      { deployment: "", fault: null },
    ]);
  });

  it("is refused in the storage's own words: too large, too late, tampered with", async () => {
    const { fixture, source } = open();
    const { presigned_post_request: form } = await source.create();
    const target = { kind: "form", url: form.url, fields: form.values } as const;
    const noise = Array.from(crypto.getRandomValues(new Uint32Array(2_000)), String).join("");
    expect((await send(fixture.cloud.fetch, target, { noise })).result).toMatchObject({
      failure: {
        kind: "platform-refused",
        status: 400,
        message: expect.stringContaining("exceeds the maximum"),
      },
    });
    const other = { ...target, fields: { ...form.values, colour: "red" } };
    expect((await send(fixture.cloud.fetch, other)).result).toMatchObject({
      failure: {
        kind: "platform-refused",
        status: 403,
        message: expect.stringContaining("Extra input fields"),
      },
    });
    fixture.advance(15 * 60);
    expect((await send(fixture.cloud.fetch, target)).result).toMatchObject({
      failure: { kind: "platform-refused", status: 403, message: expect.stringContaining("Policy expired") },
    });
  });

  it("is not known to have arrived when the connection breaks", async () => {
    const { fixture, source } = open();
    const { presigned_post_request: form } = await source.create();
    const target = { kind: "form", url: form.url, fields: form.values } as const;
    const answers = [
      [{ kind: "cut", when: "request" }, "network"],
      [{ kind: "status", status: 503 }, "server-error"],
    ] as const;
    for (const [fault, cause] of answers) {
      fixture.cloud.faults.clear();
      fixture.cloud.faults.inject({ match: "/upload", fault });
      expect((await send(fixture.cloud.fetch, target)).result).toMatchObject({
        failure: { kind: "platform-unavailable", cause },
      });
    }
  });
});

describe("to Pipecat Cloud", () => {
  const uploadSchema = z.object({ uploadUrl: z.string(), uploadFields: z.record(z.string(), z.string()) });

  it("is taken with its type among the fields", async () => {
    const now = () => Date.UTC(2026, 10, 22, 12);
    const cloud = createPipecatCloud({ now, delay: async () => {}, seed: startingOrganization(now()) });
    const asked = new Request("http://pipecat.test/v1/builds/upload-url", {
      method: "POST",
      headers: { authorization: "Bearer sk_local", "content-type": "application/json", "user-agent": "test" },
      body: "{}",
    });
    const { uploadUrl: url, uploadFields } = uploadSchema.parse(await (await cloud.fetch(asked)).json());
    const fields = { ...uploadFields, "Content-Type": "application/gzip" };
    expect((await send(cloud.fetch, { kind: "form", url, fields })).result).toEqual(OK);
    expect(cloud.calls.list("build-contexts")).toMatchObject([{ status: 204 }]);
    const { result } = await send(cloud.fetch, { kind: "form", url, fields: uploadFields });
    expect(result).toMatchObject({ failure: { kind: "platform-refused", status: 400, message: "" } });
  });
});

describe("to any storage", () => {
  it("has the length that was announced, and the file after all fields", async () => {
    const bodies: Uint8Array[] = [];
    const storage = async (request: Request) => {
      bodies.push(new Uint8Array(await request.arrayBuffer()));
      return new Response(null, { status: 201 });
    };
    const fields = { key: 'a/"b".tar.gz', policy: "präsenz" };
    const { result, sizes } = await send(storage, { kind: "form", url: "https://s3.test/", fields });
    expect(result).toEqual(OK);
    expect(bodies.map(({ length }) => length)).toEqual(sizes);
    const text = new TextDecoder("latin1").decode(bodies[0]);
    expect(text).toContain('name="file"; filename="a/%22b%22.tar.gz"');
    expect(text.indexOf('name="policy"')).toBeLessThan(text.indexOf('name="file"'));
  });

  it("is the body itself where it is put, and only 200 means that it is there", async () => {
    const { chunks, sizeBytes } = await archive();
    let status = 200;
    const bodies: Uint8Array[] = [];
    const storage = async (request: Request) => {
      expect([request.method, request.headers.get("content-type")]).toEqual(["PUT", "application/gzip"]);
      bodies.push(new Uint8Array(await request.arrayBuffer()));
      return new Response(null, { status });
    };
    const target = { kind: "put", url: "https://s3.test/x" } as const;
    const { result, sizes } = await send(storage, target);
    expect(result).toEqual(OK);
    expect(sizes).toEqual([sizeBytes]);
    expect(bodies[0]).toEqual(new Uint8Array(Buffer.concat(chunks)));
    status = 204;
    expect((await send(storage, target)).result).toMatchObject({
      failure: { kind: "platform-refused", status: 204 },
    });
  });

  it("is given up when the storage answers before it has read all", async () => {
    const hasty = async () => new Response("<Error><Message>No</Message></Error>", { status: 403 });
    const { result } = await send(hasty, { kind: "put", url: "https://s3.test/x" });
    expect(result).toMatchObject({ failure: { kind: "platform-refused", status: 403, message: "No" } });
  });

  it("follows no redirect", async () => {
    const moved = async () =>
      new Response(null, { status: 307, headers: { location: "https://elsewhere.test/" } });
    const { result, requests } = await send(moved, { kind: "put", url: "https://s3.test/x" });
    expect([result.ok, requests.length]).toEqual([false, 1]);
  });
});
