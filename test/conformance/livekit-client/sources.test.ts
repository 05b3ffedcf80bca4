/** What is uploaded of a source: the same by LiveKit's Go client from a checkout, and by the bot from GitHub. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FileSeed } from "../../../sim/github/repository-seed.ts";
import type { SourceArchive } from "../../../src/source/source-port.ts";
import { createGitHubFixture, read } from "../../support/github-fixture.ts";
import { createGoClient, type GoClient } from "./go-client.ts";
import { plantDirectory } from "./plant-directory.ts";
import { prepareGoClient } from "./prepare-go-client.ts";
import { type SimulatedCloud, startSimulatedCloud } from "./start-simulated-cloud.ts";
import { unpackArchive } from "./unpack-archive.ts";

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";

type Files = Readonly<Record<string, FileSeed>>;

let simulated: SimulatedCloud;
let client: GoClient;
beforeAll(async () => {
  const program = await prepareGoClient();
  simulated = await startSimulatedCloud();
  client = createGoClient(program, simulated.url);
});
afterAll(() => simulated.close());

/** Null where the client refuses the source. */
async function uploadedByClient(files: Files, empty: readonly string[] = [], subdirectory = "") {
  const directory = plantDirectory(files);
  for (const name of empty) mkdirSync(join(directory, name), { recursive: true });
  const before = simulated.uploads.length;
  const source = join(directory, subdirectory);
  const { code, stderr } = await client.run("deploy", "-agent", SUPPORT_LINE, "-directory", source);
  rmSync(directory, { recursive: true });
  const [archive] = simulated.uploads.slice(before);
  if (code !== 0) expect(stderr).toContain("failed to create pattern matcher");
  return archive ? await unpackArchive(archive) : null;
}

async function packedByBot(files: Files, subdirectory: string | null = null) {
  const source = createGitHubFixture(files).open({ subdirectory });
  return await source.pack(read(await source.resolveCommit(null)));
}

const unpacked = async ({ chunks }: SourceArchive) => await unpackArchive(Buffer.concat(chunks));

const EVERYTHING: Files = {
  Dockerfile: "FROM scratch\n",
  "Dockerfile.dev": "FROM scratch\n",
  "docker/my.Dockerfile": "FROM scratch\n",
  "docker/Dockerfile.dockerignore": "*\n",
  "ignored/Dockerfile": "FROM scratch\n",
  "ignored/agent.py": "",
  ".dockerignore":
    "# what a build does not need\nignored\n**/*.log\n!keep.log\n/rooted.txt\ntests/**\n!tests/data\n  spaced.txt  \n*.tmp\r\na?c\n[x-z]1\nprä*\n**/deep/**/secret\n",
  ".gitignore": "__pycache__/\n*.pyc\n!special.pyc\n*.log\n!.env.example\nbuild/\n",
  ".env": "KEY=1\n",
  ".env.example": "KEY=\n",
  "config/.env.local": "KEY=2\n",
  ".venv/bin/python": { program: "#!\n" },
  "venv/x": "",
  "lib/venv/y": "",
  "node_modules/a/index.js": "",
  "web/node_modules/b/index.js": "",
  "livekit.toml": "[agent]\n",
  "web/livekit.toml": "[agent]\n",
  ".git-blame-ignore-revs": "",
  ".github/workflows/deploy.yml": "on: push\n",
  "nested/.gitignore": "agent.py\n",
  "nested/.dockerignore": "*\n",
  "nested/agent.py": "print('kept: only the root counts')\n",
  "src/__pycache__/a.pyc": "",
  "src/special.pyc": "kept?",
  "special.pyc": "kept",
  "keep.log": "kept",
  "logs/keep.log": "",
  "rooted.txt": "a leading slash matches nothing",
  "spaced.txt": "",
  "x.tmp": "",
  "tests/a.py": "",
  "tests/data/call.wav": { bytes: new Uint8Array([0, 255, 1, 254]) },
  abc: "",
  abbc: "",
  x1: "",
  w1: "",
  "präsenz.txt": "",
  "日本/語.txt": "unicode",
  "a/deep/b/c/secret": "",
  "a/deep/b/c/open": "",
  "run.sh": { program: "#!/bin/sh\n" },
  "large.bin": { bytes: new Uint8Array(300_000).fill(7) },
  "nothing.txt": "",
  link: { link: "run.sh" },
  "folder-link": { link: "src" },
  "broken-link": { link: "nowhere" },
  [`${"long/".repeat(25)}file.txt`]: "a long path",
  [`${"n".repeat(140)}.txt`]: "a long name",
  [`${"ö".repeat(90)}/${"ü".repeat(90)}.txt`]: "long in bytes",
  "we ird (1) [2] {3} +$^.txt": "signs",
};

describe("the bot uploads what the Go client uploads", () => {
  it("of a tree with everything that a tree may have", async () => {
    const bot = await unpacked(read(await packedByBot(EVERYTHING)));
    expect(bot).toEqual(await uploadedByClient(EVERYTHING));
    expect(Object.keys(bot)).toEqual(
      expect.arrayContaining(["ignored/Dockerfile", "keep.log", "tests/data/call.wav"]),
    );
    expect(bot["run.sh"]).toMatch(/^program/);
  });

  it("of one folder in a repository, whose own rules count", async () => {
    const files = {
      ".dockerignore": "*.py\n",
      "agents/one/.gitignore": "*.md\n",
      "agents/one/Dockerfile": "FROM scratch\n",
      "agents/one/agent.py": "1",
      "agents/one/notes.md": "2",
      "agents/two/agent.py": "3",
    };
    const bot = await unpacked(read(await packedByBot(files, "agents/one")));
    expect(bot).toEqual(await uploadedByClient(files, [], "agents/one"));
    expect(Object.keys(bot)).toEqual(["Dockerfile", "agent.py"]);
  });

  it.each(["*\n", "*\n!src\n", "**\n!**/*.py\n", "src/\n!src/keep\n", "!\u00a0x\n", "..\n.\n", "a/../src\n"])(
    "by the rules %j",
    async (rules) => {
      const files = { ...TREE, ".dockerignore": rules };
      expect(await unpacked(read(await packedByBot(files)))).toEqual(await uploadedByClient(files));
    },
  );

  it("of any tree, by any rules", async () => {
    const names = fc.constantFrom("a", "b", "ab", "a.py", "b.py", ".env", "é", "Dockerfile", "x+y");
    const paths = fc.uniqueArray(fc.array(names, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 25,
    });
    const piece = fc.constantFrom(
      "*",
      "**",
      "**/",
      "/",
      "/",
      "a",
      "b",
      "ab",
      ".py",
      "?",
      "[ab]",
      "[^a]",
      "é",
      ".",
      "+",
      "\\.",
      " ",
    );
    const line = fc.tuple(fc.constantFrom("", "", "!"), fc.array(piece, { minLength: 1, maxLength: 5 }));
    const rules = fc.array(
      line.map(([sign, pieces]) => sign + pieces.join("")),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(paths, rules, rules, async (given, git, docker) => {
        const files: Record<string, FileSeed> = {
          Dockerfile: "FROM scratch\n",
          ".gitignore": git.join("\n"),
          ".dockerignore": docker.join("\n"),
        };
        for (const steps of given) {
          const path = steps.join("/");
          // What is a file already is no folder.
          const isTaken = Object.keys(files).some(
            (other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
          );
          if (!isTaken) files[path] = path;
        }
        const outcome = await packedByBot(files);
        const client = await uploadedByClient(files);
        if (outcome.ok) expect(await unpacked(outcome.value)).toEqual(client);
        else expect([outcome.failure.kind, client]).toEqual(["source-ignore-file", null]);
      }),
      { numRuns: 60 },
    );
  }, 600_000);
});

const TREE: Files = {
  Dockerfile: "FROM scratch\n",
  "a.py": "a",
  "src/b.py": "b",
  "src/keep/c.txt": "c",
  "src/other/d.txt": "d",
};

/** Each is on purpose. */
describe("the bot differs from the Go client", () => {
  it("in an empty folder, which git does not keep", async () => {
    const client = await uploadedByClient(TREE, ["empty/inside"]);
    const { empty, "empty/inside": inside, ...rest } = client ?? {};
    expect([empty, inside]).toEqual(["folder", "folder"]);
    expect(await unpacked(read(await packedByBot(TREE)))).toEqual(rest);
  });

  it.each(["# see [the docs\n*.md\n"])(
    "in a comment that is no pattern, on which the client fails: %j",
    async (rules) => {
      const files = { ...TREE, "x.md": "", ".dockerignore": rules };
      expect(await uploadedByClient(files)).toBeNull();
      expect(Object.keys(await unpacked(read(await packedByBot(files))))).not.toContain("x.md");
    },
  );

  it.each([
    ["\\d*", "takes it for a digit"],
    ["*|src", "takes it for a choice"],
    ["*.p{1}y", "takes it for a number of times"],
    ["[*].py", "takes it for something else again"],
  ])("in refusing %s, where the client %s", async (line) => {
    const files = { ...TREE, ".dockerignore": `${line}\n` };
    expect(await uploadedByClient(files)).not.toBeNull();
    expect(await packedByBot(files)).toMatchObject({
      ok: false,
      failure: { kind: "source-ignore-file", line },
    });
  });
});
