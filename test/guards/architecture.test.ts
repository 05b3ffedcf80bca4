import { describe, expect, it } from "vitest";
import { parseSource, readSourceFiles, type SourceFile } from "../support/source-files.ts";

/** What each part of `src` may import of the others; ARCHITECTURE.md says why. Types are free: they vanish. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "src/index.ts": ["src/app.ts", "src/objects"],
  "src/app.ts": ["src/deps.ts", "src/log.ts", "src/objects", "src/slack"],
  "src/deps.ts": ["src/config.ts", "src/log.ts", "src/platforms", "src/slack", "src/source"],
  "src/config.ts": ["src/commands", "src/platforms/project.ts", "src/policy", "src/source/parse-sources.ts"],
  "src/failure.ts": [],
  "src/log.ts": ["src/failure.ts"],
  "src/slack": ["src/commands", "src/failure.ts", "src/log.ts", "src/views"],
  "src/commands": [
    "src/commands",
    "src/failure.ts",
    "src/log.ts",
    "src/operations",
    "src/platforms",
    "src/policy",
    "src/views",
  ],
  "src/objects": [
    "src/deps.ts",
    "src/failure.ts",
    "src/log.ts",
    "src/operations",
    "src/policy",
    "src/slack/classify-refusal.ts",
    "src/views",
  ],
  "src/operations": [
    "src/failure.ts",
    "src/log.ts",
    "src/platforms/change.ts",
    "src/platforms/why-not-offered.ts",
    "src/policy",
    "src/views",
  ],
  "src/policy": ["src/failure.ts", "src/operations/change-request.ts"],
  "src/platforms": ["src/failure.ts"],
  "src/source": ["src/failure.ts", "src/platforms"],
  "src/views": [
    "src/commands/quote-argument.ts",
    "src/commands/tokenize.ts",
    "src/failure.ts",
    "src/platforms/masking/mask.ts",
    "src/platforms/port.ts",
    "src/policy",
  ],
};
/** Pure parts: plain functions that run anywhere. */
const PURE = [
  "src/operations",
  "src/policy",
  "src/views",
  "src/failure.ts",
  "src/commands/tokenize.ts",
  "src/commands/parse-command.ts",
];
const RUNTIME = /^(hono|@slack\/|cloudflare:|node:)/;

const files = readSourceFiles("src");
const owner = (path: string): string =>
  Object.keys(MAY_IMPORT).find((part) => path === part || path.startsWith(`${part}/`)) ?? path;
const isIn = (path: string, parts: readonly string[]): boolean =>
  parts.some((part) => path === part || path.startsWith(`${part}/`));

function forbiddenImports(file: SourceFile): string[] {
  const allowed = MAY_IMPORT[owner(file.path)] ?? [];
  return file.imports
    .filter(
      ({ target, typeOnly }) =>
        !typeOnly && target.includes("/") && /^(src|sim|test|bench|scripts)\//.test(target),
    )
    .filter(({ target }) => owner(target) !== owner(file.path) && !isIn(target, allowed))
    .map(({ target }) => `${file.path} imports ${target}`);
}

describe("the architecture", () => {
  it("lets each part import only what lies below it", () => {
    expect(files.flatMap(forbiddenImports)).toEqual([]);
  });

  it("keeps the pure parts free of Slack, Hono and the runtime", () => {
    const impure = files
      .filter(({ path }) => isIn(path, PURE))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target, typeOnly }) => !typeOnly && RUNTIME.test(target))
          .map(({ target }) => `${path} imports ${target}`),
      );
    expect(impure).toEqual([]);
  });

  it("reaches the network through deps.ts only", () => {
    const users = files
      .filter(({ text }) => /globalThis\.fetch\b|(?<![.\w])fetch\(/.test(stripComments(text)))
      .map(({ path }) => path);
    expect(users.sort()).toEqual([
      "src/deps.ts",
      "src/platforms/call-json.ts",
      "src/platforms/limit-connections.ts",
      "src/platforms/livekit/build-stream.ts",
      "src/platforms/livekit/log-client.ts",
      "src/platforms/pipecat/with-refusal-reasons.ts",
      "src/platforms/with-deadline.ts",
      "src/slack/limit-time.ts",
      "src/slack/open-web-client.ts",
      "src/slack/slack-client.ts",
      "src/slack/upload-file.ts",
      "src/source/exchange.ts",
    ]);
  });

  it("reads the clock, chance and timers in deps.ts only", () => {
    const users = files
      .filter(({ text }) =>
        /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|setTimeout\(/.test(stripComments(text)),
      )
      .map(({ path }) => path);
    // A call that takes too long is ended by a timer; nothing is decided by it.
    expect(users.sort()).toEqual([
      "src/deps.ts",
      "src/platforms/call-json.ts",
      "src/platforms/livekit/build-stream.ts",
      "src/platforms/livekit/log-client.ts",
      "src/platforms/livekit/read-stream-end.ts",
      "src/slack/limit-time.ts",
      "src/source/exchange.ts",
    ]);
  });

  it("never imports the simulated world or a test into what ships", () => {
    const strays = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => /^(sim|test|bench|scripts)\//.test(target))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it("would notice an import that points up", () => {
    const view = parseSource(
      "src/views/bad.ts",
      'import { openDeps } from "../deps.ts";\nimport type { Deps } from "../deps.ts";\n',
    );
    expect(forbiddenImports(view)).toEqual(["src/views/bad.ts imports src/deps.ts"]);
  });
});

const stripComments = (text: string): string => text.replace(/\/\*.*?\*\//gs, "").replace(/\/\/.*$/gm, "");
