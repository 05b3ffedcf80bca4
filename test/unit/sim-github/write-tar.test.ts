import { unpackTar } from "modern-tar";
import { describe, expect, it } from "vitest";
import { plantCommit } from "../../../sim/github/repository-seed.ts";
import { writeTar } from "../../../sim/github/write-tar.ts";

const AT = Date.UTC(2026, 0, 2);
const commit = plantCommit({
  message: "All kinds",
  at: AT,
  files: {
    "b/c.txt": "c",
    "b-a.txt": "a",
    "run.sh": { program: "#!/bin/sh" },
    "bytes.bin": { bytes: new Uint8Array([0, 255]) },
    link: { link: "b/c.txt" },
    [`${"x".repeat(150)}/${"y".repeat(90)}`]: "fits into two fields",
    ["z".repeat(120)]: "fits into none",
  },
});

describe("writeTar", () => {
  it("is what git archive writes: sorted as a tree, below one folder, all of the time of the commit", async () => {
    const tar = new Blob(writeTar(commit, "acme-agent-1234567")).stream();
    const entries = await unpackTar(tar, { strict: true });
    expect(
      entries.map(({ header: { name, type, mode }, data }) => [
        name.replace("acme-agent-1234567/", "").replaceAll(/(.)\1{9,}/g, "$1…"),
        type,
        mode?.toString(8),
        data?.length ?? null,
      ]),
    ).toEqual([
      ["", "directory", "775", null],
      ["b-a.txt", "file", "664", 1],
      ["b/", "directory", "775", null],
      ["b/c.txt", "file", "664", 1],
      ["bytes.bin", "file", "664", 2],
      ["link", "symlink", "777", null],
      ["run.sh", "file", "775", 9],
      ["x…/", "directory", "775", null],
      ["x…/y…", "file", "664", 20],
      ["z…", "file", "664", 14],
    ]);
    expect(entries.every(({ header }) => header.mtime?.getTime() === AT)).toBe(true);
    expect(entries.every(({ header }) => header.pax?.comment === commit.sha)).toBe(true);
  });
});
