import { describe, expect, it } from "vitest";
import { readSourceFilter } from "../../../src/source/source-filter.ts";

function ignores(path: string, gitignore = "", dockerignore = ""): boolean {
  const filter = readSourceFilter([
    { file: ".gitignore", text: gitignore },
    { file: ".dockerignore", text: dockerignore },
  ]);
  if (!filter.ok) throw new Error(filter.line);
  return filter.ignores(path);
}

describe("what is uploaded", () => {
  it.each([
    ".gitignore",
    "a/.dockerignore",
    ".git/config",
    "node_modules/x/y.js",
    "web/node_modules/x",
    ".env",
    "a/.env.local",
    ".venv/bin/python",
    "a/venv/x",
    "livekit.toml",
    "a/livekit.toml",
  ])("leaves %s out without being told", (path) => {
    expect(ignores(path)).toBe(true);
  });

  it.each([
    "agent.py",
    ".github/workflows/deploy.yml",
    ".envrc",
    "environment",
    "a/livekit.toml.example",
    ".",
  ])("has %s", (path) => {
    expect(ignores(path)).toBe(false);
  });

  it("has every Dockerfile whatever the rules say", () => {
    for (const path of ["Dockerfile", "docker/Dockerfile.dev", "my.Dockerfile", "node_modules/x/Dockerfile"])
      expect(ignores(path, "*\n", "**\n")).toBe(false);
    expect(ignores("Dockerfiles/a.txt", "*\n")).toBe(true);
  });

  it("goes by .gitignore and then by .dockerignore, with line ends of any kind", () => {
    expect(ignores("notes.md", "*.md\r\n")).toBe(true);
    expect(ignores("notes.md", "*.md\r\n", "!notes.md\r\n")).toBe(false);
    expect(ignores("notes.md", "!notes.md\n", "*.md\n")).toBe(true);
  });

  it("has what a rule takes back of what is left out by itself, as LiveKit's client has it", () => {
    expect(ignores(".env.example", "!.env.example\n")).toBe(false);
  });

  it("says which file has a line that is no pattern", () => {
    const texts = [
      { file: ".gitignore", text: "*.md\n" },
      { file: "agent/.dockerignore", text: "a\n[\n" },
    ];
    expect(readSourceFilter(texts)).toEqual({ ok: false, file: "agent/.dockerignore", line: "[" });
  });
});
