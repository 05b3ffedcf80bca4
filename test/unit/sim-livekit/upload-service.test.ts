import { beforeEach, describe, expect, it } from "vitest";
import { sourceArchive } from "../../support/source-archive.ts";
import { createFixture } from "./cloud-fixture.ts";
import { createSourceFixture, type Upload } from "./source-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
let source: ReturnType<typeof createSourceFixture>;
beforeEach(() => {
  fixture = createFixture({ maxSourceBytes: 2_000 });
  source = createSourceFixture(fixture);
});

const sourcesOf = (agentId: string) => fixture.project().agents.find(({ id }) => id === agentId)?.sources;
const archive = () => sourceArchive({ Dockerfile: "FROM scratch" });
const randomBytes = (count: number) => new Blob([crypto.getRandomValues(new Uint8Array(count))]);
const withField = (upload: Upload, name: string, value: string): Upload => ({
  ...upload,
  values: { ...upload.values, [name]: value },
});

describe("POST /upload", () => {
  it("takes a source without any token, and keeps only what a build has to know", async () => {
    const { agent_id: agentId, presigned_post_request: upload } = await source.create();
    const response = await source.upload(upload, await archive());
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(sourcesOf(agentId)).toEqual([{ deployment: "", fault: null }]);
  });

  it("keeps the newest source of each deployment", async () => {
    const { agent_id: agentId, presigned_post_request: upload } = await source.create();
    const preview = await source.deploy({ agent_id: agentId, deployment: "preview" });
    await source.upload(upload, await sourceArchive({ "agent.py": "" }));
    await source.upload(preview, await archive());
    await source.upload(upload, await archive());
    expect(sourcesOf(agentId)).toEqual([
      { deployment: "preview", fault: null },
      { deployment: "", fault: null },
    ]);
  });

  it("is where the caller has reached the simulator, also by another name", async () => {
    const response = await fixture.send("/twirp/livekit.CloudAgent/CreateAgent", {
      claims: { agent: { admin: true } },
      host: "agents.livekit.cloud",
    });
    expect(await response.json()).toMatchObject({
      presigned_post_request: { url: "http://agents.livekit.cloud/upload" },
    });
  });

  it("takes the source of an agent that is gone, and forgets it", async () => {
    const { agent_id: agentId, presigned_post_request: upload } = await source.create();
    fixture.cloud.world.removeAgent({ project: "prod", agent: agentId });
    expect((await source.upload(upload, await archive())).status).toBe(204);
    expect(sourcesOf(agentId)).toBeUndefined();
  });

  it("is open for fifteen minutes", async () => {
    const { presigned_post_request: upload } = await source.create();
    fixture.advance(15 * 60 - 1);
    expect((await source.upload(upload, await archive())).status).toBe(204);
    fixture.advance(1);
    const late = await source.upload(upload, await archive());
    expect(late.status).toBe(403);
    expect(await late.text()).toContain("Invalid according to Policy: Policy expired.");
  });

  it.each<[string, (upload: Upload) => Upload, number, string]>([
    ["a form without a policy", (upload) => ({ ...upload, values: {} }), 403, "<Code>AccessDenied</Code>"],
    [
      "a policy that nobody signed",
      (upload) => withField(upload, "policy", btoa('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}')),
      403,
      "<Code>SignatureDoesNotMatch</Code>",
    ],
    [
      "a field with another value",
      (upload) => withField(upload, "key", "prod/CA_p7KxQ2mVw9Ld/production/1.tar.gz"),
      403,
      "Policy Condition failed",
    ],
    [
      "a field that the policy does not know",
      (upload) => withField(upload, "acl<", "public-read"),
      403,
      "Extra input fields: acl&lt;",
    ],
    [
      "a form that lacks a field",
      ({ url, values: { key: _, ...values } }) => ({ url, values }),
      403,
      "Policy Condition failed",
    ],
  ])("refuses %s", async (_, change, status, words) => {
    const { agent_id: agentId, presigned_post_request: upload } = await source.create();
    const response = await source.upload(change(upload), await archive());
    expect([response.status, response.headers.get("content-type")]).toEqual([status, "application/xml"]);
    expect(await response.text()).toContain(words);
    expect(sourcesOf(agentId)).toEqual([]);
  });

  it.each([
    ["nothing", () => new Blob(), "EntityTooSmall"],
    ["more than the limit", () => randomBytes(2_001), "EntityTooLarge"],
    ["no file", () => null, "InvalidArgument"],
  ])("refuses %s", async (_, file, code) => {
    const { presigned_post_request: upload } = await source.create();
    const response = await source.upload(upload, file());
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(code)]);
  });

  it("takes as much as the limit", async () => {
    const { presigned_post_request: upload } = await source.create();
    expect((await source.upload(upload, randomBytes(2_000))).status).toBe(204);
  });

  it("does not look at fields after the file", async () => {
    const { presigned_post_request: upload } = await source.create();
    const form = new FormData();
    form.set("file", await archive());
    for (const [name, value] of Object.entries(upload.values)) form.set(name, value);
    const response = await fixture.cloud.fetch(new Request(upload.url, { method: "POST", body: form }));
    expect(response.status).toBe(403);
  });

  it("refuses what is no form", async () => {
    expect((await fixture.send("/upload", { authorization: null })).status).toBe(412);
  });

  it("is noted by key and size, without policy and signature", async () => {
    const { presigned_post_request: upload } = await source.create();
    await source.upload(upload, randomBytes(7));
    const [call] = fixture.cloud.calls.list("POST /upload");
    expect(call?.request).toEqual({ key: upload.values.key, bytes: 7 });
  });
});
