/** Packing and uploading in the runtime that it is for: its streams are not those of Node. */
import { describe, expect, it } from "vitest";
import { gunzip } from "../../src/source/gzip-streams.ts";
import { uploadArchive } from "../../src/source/upload-archive.ts";
import { byteStream } from "../support/byte-stream.ts";
import { createGitHubFixture, read, unpack } from "../support/github-fixture.ts";

const noise = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

const nextBytes = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<number> =>
  (await reader.read()).value?.byteLength ?? 0;

describe("a source in workerd", () => {
  it("is packed, and arrives with the length that was announced", async () => {
    const github = createGitHubFixture({
      Dockerfile: "FROM scratch\n",
      "run.sh": { program: "#!/bin/sh\n" },
      ".env": "SECRET=1\n",
      // Left out, and small, in front of what is large.
      "models/.env": "SECRET=1\n",
      [`${"deep/".repeat(30)}${"long".repeat(40)}.txt`]: "long\n",
      "日本.txt": "unicode\n",
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [`models/${n}.bin`, { bytes: noise(60_000) }]),
      ),
    });
    const source = github.open();
    const archive = read(await source.pack(read(await source.resolveCommit(null))));
    expect(archive.fileCount).toBe(44);
    const names = Object.keys(await unpack(archive));
    expect(names).toContain("日本.txt");
    expect(names).not.toContain(".env");

    let arrived: { type: string | null; bytes: number; fields: string[] } | null = null;
    const storage = async (request: Request) => {
      const type = request.headers.get("content-type");
      const copy = request.clone();
      const [bytes, form] = await Promise.all([request.arrayBuffer(), copy.formData()]);
      arrived = { type, bytes: bytes.byteLength, fields: [...form.keys()] };
      return new Response(null, { status: 204 });
    };
    const sizes: number[] = [];
    const tools = {
      fetch: storage,
      newId: () => "0A1B2C3D",
      openBody: (size: number) => {
        sizes.push(size);
        return new FixedLengthStream(size);
      },
    };
    const call = { project: "prod", service: "LiveKit Cloud", endpoint: "upload", changes: false };
    const target = { kind: "form", url: "https://storage.test/", fields: { key: "a.tar.gz" } } as const;
    expect(await uploadArchive(tools, target, archive, call)).toEqual({ ok: true, value: null });
    expect(arrived).toEqual({
      type: expect.stringContaining("multipart/form-data; boundary="),
      bytes: sizes[0],
      fields: ["key", "file"],
    });
  });

  it("is unpacked no faster than it is read, however much is in it", async () => {
    const zeros = new Blob([new Uint8Array(24 * 1024 * 1024)]).stream();
    const packed = new Uint8Array(
      await new Response(zeros.pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
    );
    let taken = 0;
    const download = byteStream(() => {
      taken += 1024;
      return packed.slice(taken - 1024, taken);
    });
    const { unpacked, cancel } = gunzip(download, () => new Error("broken"));
    const reader = unpacked.getReader();
    let read = 0;
    while (read < 2 * 1024 * 1024) read += await nextBytes(reader);
    await cancel();
    // The runtime's own stream has taken all of it by now.
    expect(taken).toBeLessThan(packed.length / 4);
  });
});
