/** A repository on GitHub as the source of an agent. */
import { fail, type Result } from "../../failure.ts";
import { packSource } from "../pack-source.ts";
import { IGNORE_FILES, readSourceFilter } from "../source-filter.ts";
import { MAX_IGNORE_BYTES, SOURCE_LIMITS } from "../source-limits.ts";
import type { SourceArchive, SourceCommit, SourceHost, SourceSettings } from "../source-port.ts";
import { fetchText } from "./fetch-text.ts";
import type { GitHubRepository } from "./github-repository.ts";
import { repositoryCall } from "./github-repository.ts";
import { openTarball } from "./open-tarball.ts";
import { resolveCommit } from "./resolve-commit.ts";
import { findRun, readRun, startWorkflow } from "./workflow-client.ts";

export function createGitHubSource(
  settings: SourceSettings,
  access: Omit<GitHubRepository, "repository">,
): SourceHost {
  const github = { ...access, repository: settings.repository };
  const { workflow } = settings;
  const noWorkflow = fail({
    kind: "source-not-found",
    repository: settings.repository,
    missing: "workflow",
    name: null,
  });
  return {
    settings,
    resolveCommit: (ref) => resolveCommit(github, ref ?? settings.ref),
    pack: (commit) => pack(github, settings, commit),
    startWorkflow: async (commit, inputs) =>
      workflow === null ? noWorkflow : await startWorkflow(github, workflow, commit, inputs),
    findRun: async (operationId, sinceMs) =>
      workflow === null ? noWorkflow : await findRun(github, workflow, operationId, sinceMs),
    readRun: (runId) => readRun(github, runId),
  };
}

/** The files of rules come first, so that it does not matter where in the archive they are. */
async function pack(
  github: GitHubRepository,
  { repository, subdirectory }: SourceSettings,
  { sha, ref }: SourceCommit,
): Promise<Result<SourceArchive>> {
  const texts: { readonly file: string; readonly text: string }[] = [];
  for (const name of IGNORE_FILES) {
    const file = subdirectory === null ? name : `${subdirectory}/${name}`;
    const unfit = { kind: "source-ignore-file", repository, file, line: null } as const;
    const read = await fetchText(github, { path: file, sha, maxBytes: MAX_IGNORE_BYTES, unfit });
    if (!read.ok) return read;
    if (read.value !== null) texts.push({ file, text: read.value });
  }
  const filter = readSourceFilter(texts);
  if (!filter.ok)
    return fail({ kind: "source-ignore-file", repository, file: filter.file, line: filter.line });
  const call = repositoryCall(github, "GET", "/tarball/{ref}");
  const { ignores } = filter;
  return await openTarball(github, sha, (download, late) =>
    packSource(download, { repository, sha, ref, subdirectory, ignores, call, late, limits: SOURCE_LIMITS }),
  );
}
