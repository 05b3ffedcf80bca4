/** A simulated GitHub on a clock that only tests move, and the source of an agent in it. Runs in Node and in workerd. */
import { unpackTar } from "modern-tar";
import { createGitHubCloud, type GitHubCloudOptions } from "../../sim/github/github-cloud.ts";
import type { FileSeed } from "../../sim/github/repository-seed.ts";
import type { Result } from "../../src/failure.ts";
import { createGitHubSource } from "../../src/source/github/github-source.ts";
import type { SourceArchive, SourceSettings } from "../../src/source/source-port.ts";

export const START = Date.UTC(2026, 10, 22, 12);
export const API = "https://api.github.test";
export const CODELOAD = "https://codeload.github.test";
export const TOKEN = { value: "github_pat_of_the_test", secret: "PROD_GITHUB_TOKEN" };
const REPOSITORY = "acme/agent";

export const WORKFLOW = `name: Deploy
run-name: Deploy \${{ inputs.operation }}
on:
  workflow_dispatch:
    inputs:
      operation: { required: true }
jobs:
  deploy:
    steps:
      - uses: actions/checkout@v4
      - name: Deploy it
        run: lk agent deploy
`;

export const FILES: Readonly<Record<string, FileSeed>> = {
  Dockerfile: "FROM scratch\n",
  "agent.py": "print('hello')\n",
  ".github/workflows/deploy.yml": WORKFLOW,
};

export type GitHubFixture = ReturnType<typeof createGitHubFixture>;

export function createGitHubFixture(
  files: Readonly<Record<string, FileSeed>> = FILES,
  options: Partial<GitHubCloudOptions> = {},
) {
  let time = START;
  const cloud = createGitHubCloud({
    now: () => time,
    delay: async () => {},
    repositories: [
      {
        name: REPOSITORY,
        isPrivate: true,
        branches: { main: [{ message: "Begin\n\nAll of it.", at: START - 1_000, files }] },
      },
      { name: "acme/open", branches: { trunk: [{ message: "In public", at: START - 1_000, files: FILES }] } },
    ],
    tokens: [{ value: TOKEN.value, repositories: [REPOSITORY], contents: "read", actions: "write" }],
    codeloadUrl: CODELOAD,
    ...options,
  });
  return {
    cloud,
    now: () => time,
    advance: (seconds: number) => {
      time += seconds * 1_000;
    },
    open: (
      settings: Partial<SourceSettings> = {},
      access: { readonly fetch?: typeof cloud.fetch; readonly token?: typeof TOKEN | null } = {},
    ) =>
      createGitHubSource(
        { repository: REPOSITORY, subdirectory: null, ref: null, workflow: "deploy.yml", ...settings },
        { apiUrl: API, fetch: cloud.fetch, token: TOKEN, project: "prod", ...access },
      ),
  };
}

/** The value of what has to succeed. */
export function read<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** What stands in an archive, in its order: text by name, null for a folder. */
export async function unpack({
  chunks,
}: Pick<SourceArchive, "chunks">): Promise<Record<string, string | null>> {
  const packed = new Blob(chunks.map((chunk) => new Uint8Array(chunk))).stream();
  const entries = await unpackTar(packed.pipeThrough(new DecompressionStream("gzip")), { strict: true });
  return Object.fromEntries(
    entries.map(({ header, data }) => [
      header.name,
      header.type === "directory" ? null : new TextDecoder().decode(data),
    ]),
  );
}
