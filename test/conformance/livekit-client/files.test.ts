/** The files that `/agent config` and `/agent dockerfile` write, read by those that will read them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type ContainerKind, containerFiles } from "../../../src/views/files/container-files.ts";
import { liveKitToml } from "../../../src/views/files/livekit-toml.ts";
import type { TextFile } from "../../../src/views/files/text-file.ts";
import { runProgram } from "../support/run-program.ts";
import { prepareFileReader } from "./prepare-file-reader.ts";

const directory = mkdtempSync(join(tmpdir(), "switchboard-files-"));
afterAll(() => rmSync(directory, { recursive: true }));
let program: string;
beforeAll(async () => {
  program = await prepareFileReader();
});

/** What the official reader understood of a file. Throws when it does not accept it. */
async function read(kind: string, { name, text }: TextFile, ...rest: readonly string[]): Promise<unknown> {
  const path = join(directory, name);
  writeFileSync(path, text);
  const { code, stdout, stderr } = await runProgram(program, [kind, path, ...rest]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("livekit.toml", () => {
  it.each([
    ["wss://acme-4f2a.livekit.cloud", "CA_p7KxQ2mVw9Ld", "acme-4f2a"],
    ["https://voice.example.com/rtc", 'CA_"quoted"\\\u007f\n', "voice"],
    ["ws://localhost:7880", "CA_1", ""],
  ])("of %s is read by the client as it was meant", async (url, id, subdomain) => {
    expect(await read("toml", liveKitToml(url, id))).toEqual({ subdomain, id });
  });
});

const dockerfileSchema = z.object({
  stages: z.array(z.object({ base: z.string(), commands: z.array(z.string()) })),
  warnings: z.array(z.string()),
});

const parse = async (kind: ContainerKind) => {
  const [dockerfile] = containerFiles(kind);
  return dockerfileSchema.parse(await read("dockerfile", dockerfile ?? { name: "", text: "" }));
};

const KINDS = [
  { platform: "livekit", packages: "uv" },
  { platform: "livekit", packages: "pip" },
  { platform: "livekit", packages: "npm" },
  { platform: "livekit", packages: "pnpm" },
  { platform: "pipecat", packages: "uv" },
  { platform: "pipecat", packages: "pip" },
] as const;

describe.each(KINDS)("the Dockerfile for $platform with $packages", (kind) => {
  const [, ignore] = containerFiles(kind);

  it("is accepted by BuildKit, without a warning", async () => {
    const { stages, warnings } = await parse(kind);
    expect(warnings).toEqual([]);
    expect(stages.length).toBe(kind.packages === "npm" || kind.packages === "pnpm" ? 2 : 1);
  });

  it("installs the packages before it copies the source", async () => {
    const commands = (await parse(kind)).stages[0]?.commands ?? [];
    const install = commands.findIndex((command) => /uv sync|pip install|npm ci|pnpm install/.test(command));
    const copy = commands.findIndex((command) => /^COPY .*(\. \.|ENTRY)/.test(command));
    expect(install).toBeGreaterThan(0);
    expect(copy).toBeGreaterThan(install);
  });

  it("leaves secrets, history and installed packages outside, and the source inside", async () => {
    const out = [".env", "sub/.env.local", ".git/config", "Dockerfile", "server.pem", "a/b.log"];
    const installed =
      kind.packages === "npm" || kind.packages === "pnpm" ? "node_modules/x/y.js" : ".venv/bin/python";
    const inside = [
      "agent.py",
      "src/agent.ts",
      "uv.lock",
      ".env.example",
      "package.json",
      "requirements.txt",
    ];
    const names = [...out, installed, ...inside];
    expect(await read("ignore", ignore ?? { name: "", text: "" }, ...names)).toEqual([...out, installed]);
  });
});

describe.each(KINDS.slice(0, 4))("the Dockerfile for $platform with $packages", (kind) => {
  it("fetches the models and starts the agent as somebody else than root", async () => {
    const commands = (await parse(kind)).stages.at(-1)?.commands ?? [];
    const user = commands.findIndex((command) => command.startsWith("USER"));
    const models = commands.findIndex((command) => command.includes("download-files"));
    const start = commands.findIndex((command) => command.startsWith("CMD"));
    expect(commands[user]).not.toMatch(/root|USER 0/);
    expect(user).toBeGreaterThan(0);
    expect(models).toBeGreaterThan(user);
    expect(start).toBe(commands.length - 1);
    expect(commands[start]).toContain("start");
  });
});
