import { type Failure, fail, type Result, succeed } from "../../failure.ts";
import { readPlatformError } from "../../platforms/platform-error.ts";
import { readBodyText } from "../../platforms/read-body-text.ts";
import { exchange } from "../exchange.ts";
import { decideRefusal } from "./decide-refusal.ts";
import {
  encodePath,
  type GitHubRepository,
  repositoryCall,
  repositoryHeaders,
  repositoryUrl,
} from "./github-repository.ts";

const TIMEOUT_MS = 10_000;
const MISSING = { missing: "repository", name: null } as const;

export interface TextFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly sha: string;
  readonly maxBytes: number;
  /** What it is when there is more of it, or when it is no UTF-8. */
  readonly unfit: Failure;
}

/** One file of a commit, followed where it is a link; null where there is none. */
export async function fetchText(
  github: GitHubRepository,
  { path, sha, maxBytes, unfit }: TextFile,
): Promise<Result<string | null>> {
  const call = repositoryCall(github, "GET", "/contents/{path}");
  const headers = repositoryHeaders(github, "application/vnd.github.raw+json");
  const url = `${repositoryUrl(github, `/contents/${encodePath(path)}`)}?ref=${sha}`;
  return await exchange(
    { fetch: github.fetch, url, init: { headers }, call, timeoutMs: TIMEOUT_MS },
    async (response, late) => {
      // The body that breaks off is no body that is too long.
      const read = await readBodyText(response, maxBytes).catch(() => undefined);
      if (response.status === 404) return succeed(null);
      if (!response.ok) {
        const error = readPlatformError(response.status, parseJson(read ?? ""), headers.authorization);
        return fail(decideRefusal(github, call, MISSING, error, response.headers));
      }
      // A folder is listed in JSON, whatever was asked for.
      if (!isRaw(response)) return fail({ kind: "platform-unreadable", call, path: "content-type" });
      if (read === undefined)
        return fail({ kind: "platform-unavailable", call, cause: late.aborted ? "timeout" : "network" });
      return read === null ? fail(unfit) : succeed(read);
    },
  );
}

const isRaw = (response: Response): boolean =>
  /^application\/vnd\.github\.(v3\.)?raw/.test(response.headers.get("content-type") ?? "");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
