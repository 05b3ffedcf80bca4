import fc from "fast-check";
import type { TarEntry } from "modern-tar";
import { describe, expect, it } from "vitest";
import type { PackOrder } from "../../../src/source/copy-entries.ts";
import { packSource } from "../../../src/source/pack-source.ts";
import { byteStream } from "../../support/byte-stream.ts";
import { read, unpack } from "../../support/github-fixture.ts";
import { file, folder, repositoryArchive, SHA } from "../../support/repository-archive.ts";

const LIMITS = { archiveBytes: 1024 * 1024, unpackedBytes: 16 * 1024 * 1024, entries: 1_000 };
const ORDER: PackOrder = {
  limits: LIMITS,
  repository: "acme/agent",
  sha: SHA,
  ref: "main",
  subdirectory: null,
  ignores: () => false,
  call: { project: "prod", service: "GitHub", endpoint: "GET /tarball", changes: false },
  late: new AbortController().signal,
};
/** As it comes from the network. */
const PIECE_BYTES = 16_384;
const TOP = "acme-agent-0123456";
const DOCKERFILE = file(`${TOP}/Dockerfile`, "FROM scratch\n");

/** Says, too, whether the download was given up. */
async function pack(entries: readonly TarEntry[] | Uint8Array<ArrayBuffer>, order: Partial<PackOrder> = {}) {
  const bytes = entries instanceof Uint8Array ? entries : await repositoryArchive(entries);
  let at = 0;
  let isCancelled = false;
  const next = () => {
    if (at >= bytes.length) return null;
    at += PIECE_BYTES;
    return bytes.slice(at - PIECE_BYTES, at);
  };
  const download = byteStream(next, () => {
    isCancelled = true;
  });
  const result = await packSource(download, { ...ORDER, ...order });
  return {
    result,
    failure: result.ok ? null : result.failure,
    isCancelled,
    readBytes: at,
  };
}

const noise = (bytes: number): Uint8Array<ArrayBuffer> => {
  const made = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(made.subarray(at, at + 65_536));
  return made;
};

describe("packSource", () => {
  it("has the files of the repository below one root, as programs where they are", async () => {
    const long = `${"long/".repeat(30)}${"näme".repeat(40)}.txt`;
    const { result } = await pack([
      folder(TOP),
      DOCKERFILE,
      folder(`${TOP}/empty`),
      file(`${TOP}/run.sh`, "#!/bin/sh\n", 0o775),
      file(`${TOP}/${long}`, "long\n"),
      file(`${TOP}/ünïcode/日本.txt`, "unicode\n"),
      { header: { name: `${TOP}/link`, type: "symlink", size: 0, linkname: "/etc/passwd" } },
    ]);
    const archive = read(result);
    expect(archive.fileCount).toBe(4);
    expect(archive.chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBe(archive.sizeBytes);
    expect(await unpack(archive)).toEqual({
      "./": null,
      Dockerfile: "FROM scratch\n",
      "empty/": null,
      "run.sh": "#!/bin/sh\n",
      [long]: "long\n",
      "ünïcode/日本.txt": "unicode\n",
    });
  });

  it("has exactly what is not ignored, whatever there is", async () => {
    const step = fc.constantFrom("a", "b", "c.py", "Dockerfile", "é", "x".repeat(120));
    const paths = fc.uniqueArray(
      fc.array(step, { minLength: 1, maxLength: 5 }).map((steps) => steps.join("/")),
    );
    // Longer than what is unpacked at once, too.
    const times = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20_000 }));
    await fc.assert(
      fc.asyncProperty(paths, fc.func(fc.boolean()), fc.func(times), async (given, ignores, timesOf) => {
        const all = ["Dockerfile", ...given.filter((path) => path !== "Dockerfile")];
        const isOut = (path: string) => path !== "Dockerfile" && ignores(path);
        const textOf = (path: string) => path.repeat(timesOf(path));
        const { result } = await pack(
          all.map((path) => file(`${TOP}/${path}`, textOf(path))),
          { ignores: isOut, limits: { ...LIMITS, unpackedBytes: 1024 ** 3 } },
        );
        const kept = all.filter((path) => !isOut(path));
        expect(await unpack(read(result))).toEqual(
          Object.fromEntries(kept.map((path) => [path, textOf(path)])),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("has a large file behind a small one that is left out", async () => {
    const large = noise(500_000);
    const { result } = await pack([DOCKERFILE, file(`${TOP}/.env`, "KEY=1\n"), file(`${TOP}/model`, large)], {
      ignores: (path) => path === ".env",
    });
    expect(read(result)).toMatchObject({ fileCount: 2 });
    expect(read(result).sizeBytes).toBeGreaterThan(large.length);
  });

  it.each(["../evil", `${TOP}/../../evil`, "/etc/evil", `${TOP}/a/./b`, `${TOP}//a`, `${TOP}\\..\\..\\evil`])(
    "takes nothing of an archive that climbs: %s",
    async (name) => {
      const { failure } = await pack([folder(TOP), DOCKERFILE, file(name, "evil")]);
      expect(failure).toMatchObject({ kind: "platform-unreadable", path: "archive" });
    },
  );

  it("takes no archive of another commit", async () => {
    const comment = `52 comment=${SHA.replace("0", "f")}\n`;
    const global: TarEntry = {
      header: { name: "pax_global_header", type: "pax-global-header", size: comment.length },
      body: comment,
    };
    expect((await pack([global, folder(TOP), DOCKERFILE])).failure).toMatchObject({ path: "archive" });
  });

  it("ends as soon as there is too much of it, and gives the download up", async () => {
    const half = noise(LIMITS.archiveBytes / 2);
    const parts = Array.from({ length: 40 }, (_, number) => number).map((number) =>
      file(`${TOP}/part-${number}`, half),
    );
    const { failure, isCancelled, readBytes } = await pack([DOCKERFILE, ...parts]);
    expect(failure).toEqual({
      kind: "source-too-large",
      repository: "acme/agent",
      measure: "archive",
      limit: LIMITS.archiveBytes,
    });
    expect(isCancelled).toBe(true);
    expect(readBytes).toBeLessThan(12 * LIMITS.archiveBytes);
  });

  it("takes as much as there may be, and what is left out does not count", async () => {
    const most = noise(LIMITS.archiveBytes - 50_000);
    const { result } = await pack([DOCKERFILE, file(`${TOP}/model`, most), file(`${TOP}/big`, most)], {
      ignores: (path) => path === "big",
    });
    expect(read(result).sizeBytes).toBeGreaterThan(most.length);
  });

  it("unpacks no bomb: what is small may become too much", async () => {
    const zeros = new Uint8Array(LIMITS.unpackedBytes / 4);
    const entries = [1, 2, 3, 4].map((number) => file(`${TOP}/zeros-${number}`, zeros));
    const bomb = await repositoryArchive([folder(TOP), DOCKERFILE, ...entries]);
    expect(bomb.length).toBeLessThan(LIMITS.archiveBytes / 10);
    expect((await pack(bomb, { ignores: () => true })).failure).toEqual({
      kind: "source-too-large",
      repository: "acme/agent",
      measure: "unpacked",
      limit: LIMITS.unpackedBytes,
    });
  });

  it("counts what there is, also of what it leaves out", async () => {
    const entries = Array.from({ length: LIMITS.entries + 1 }, (_, index) => file(`${TOP}/${index}`, ""));
    const { failure } = await pack(entries, { ignores: () => true });
    expect(failure).toMatchObject({ kind: "source-too-large", measure: "entries", limit: LIMITS.entries });
  });

  it("tells an archive that breaks off from one that cannot be read, and both from one that is late", async () => {
    const whole = await repositoryArchive([DOCKERFILE, file(`${TOP}/noise`, noise(100_000))]);
    for (const bytes of [whole.slice(0, 50_000), noise(100), new Uint8Array()])
      expect((await pack(bytes)).failure).toMatchObject({ kind: "platform-unreadable" });
    const late = new AbortController();
    const breaking = () => {
      const pieces = [whole.slice(0, 50_000)];
      return byteStream(() => {
        const piece = pieces.pop();
        if (!piece) throw new Error("reset");
        return piece;
      });
    };
    const unavailable = { kind: "platform-unavailable", call: ORDER.call };
    const broken = await packSource(breaking(), { ...ORDER, late: late.signal });
    expect(broken).toEqual({ ok: false, failure: { ...unavailable, cause: "network" } });
    late.abort();
    const tooLate = await packSource(breaking(), { ...ORDER, late: late.signal });
    expect(tooLate).toEqual({ ok: false, failure: { ...unavailable, cause: "timeout" } });
  });
});
