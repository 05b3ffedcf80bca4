import { toBase64 } from "./base64.ts";
import type { Commit, Repository, RepositoryFile } from "./github-state.ts";
import { newSha } from "./new-sha.ts";

/** A text, or whatever else a file may be. */
export type FileSeed = string | { readonly bytes: Uint8Array } | { readonly link: string } | ProgramSeed;

interface ProgramSeed {
  readonly program: string;
}

export interface CommitSeed {
  readonly message: string;
  readonly at: number;
  readonly files: Readonly<Record<string, FileSeed>>;
  /** How its id begins; the rest follows from what is in it. */
  readonly sha?: string;
}

export interface RepositorySeed {
  /** "owner/name" */
  readonly name: string;
  readonly isPrivate?: boolean;
  /** By branch, the newest last; the first branch is the default. */
  readonly branches: Readonly<Record<string, readonly CommitSeed[]>>;
  /** From a tag to the message of its commit. */
  readonly tags?: Readonly<Record<string, string>>;
}

export function plantRepository({
  name,
  isPrivate = false,
  branches,
  tags = {},
}: RepositorySeed): Repository {
  const planted = Object.entries(branches).map(
    ([branch, seeds]) => [branch, seeds.map(plantCommit)] as const,
  );
  const commits = planted.flatMap(([, row]) => row);
  const [defaultBranch = "main"] = Object.keys(branches);
  return {
    name,
    isPrivate,
    defaultBranch,
    commits,
    branches: Object.fromEntries(planted.map(([branch, row]) => [branch, row.at(-1)?.sha ?? ""])),
    tags: Object.fromEntries(
      Object.entries(tags).map(([tag, wanted]) => {
        const commit = commits.find(({ message }) => message === wanted);
        if (!commit) throw new Error(`${name} has no commit "${wanted}"`);
        return [tag, commit.sha];
      }),
    ),
  };
}

export function plantCommit({ message, at, files, sha = "" }: CommitSeed): Commit {
  const planted = Object.fromEntries(Object.entries(files).map(([path, file]) => [path, plantFile(file)]));
  const id = newSha(JSON.stringify([message, at, planted]));
  return { sha: `${sha}${id}`.slice(0, id.length), message, at, files: planted };
}

function plantFile(file: FileSeed): RepositoryFile {
  if (typeof file === "string") return { text: file, isProgram: false };
  if ("program" in file) return { text: file.program, isProgram: true };
  return "bytes" in file ? { bytes: toBase64(file.bytes) } : { link: file.link };
}
