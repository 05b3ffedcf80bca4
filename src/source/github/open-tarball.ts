import { fail, type Result } from "../../failure.ts";
import { readPlatformError } from "../../platforms/platform-error.ts";
import { exchange } from "../exchange.ts";
import { decideRefusal } from "./decide-refusal.ts";
import {
  type GitHubRepository,
  repositoryCall,
  repositoryHeaders,
  repositoryUrl,
} from "./github-repository.ts";

/** A source at the limit takes some seconds from one data centre to another. */
const TIMEOUT_MS = 120_000;
const MAX_REDIRECTS = 3;

/**
 * Gives the gzipped tar of a commit to `read`, with a signal of its being late. GitHub answers with an address elsewhere that
 * is signed already, so the token stays behind.
 */
export async function openTarball<T>(
  github: GitHubRepository,
  sha: string,
  read: (body: ReadableStream<Uint8Array>, late: AbortSignal) => Promise<Result<T>>,
): Promise<Result<T>> {
  const call = repositoryCall(github, "GET", "/tarball/{ref}");
  const headers = repositoryHeaders(github, "application/vnd.github+json");
  const { authorization, ...elsewhere } = headers;
  const get = async (url: string, sent: Record<string, string>, redirectsLeft: number): Promise<Result<T>> =>
    await exchange(
      { fetch: github.fetch, url, init: { headers: sent }, call, timeoutMs: TIMEOUT_MS },
      async (response, late) => {
        const { status, body } = response;
        const next = status >= 301 && status <= 308 ? readLocation(response, url) : null;
        if (next !== null && redirectsLeft > 0) {
          await body?.cancel();
          return await get(next, elsewhere, redirectsLeft - 1);
        }
        if (status === 200 && body) return await read(body, late);
        await body?.cancel();
        const error = readPlatformError(status, undefined, authorization);
        return fail(decideRefusal(github, call, { missing: "ref", name: sha }, error, response.headers));
      },
    );
  return await get(repositoryUrl(github, `/tarball/${sha}`), headers, MAX_REDIRECTS);
}

/** Never from https to a plain connection. */
function readLocation(response: Response, from: string): string | null {
  const to = URL.parse(response.headers.get("location") ?? "", from);
  if (!to) return null;
  return to.protocol === "https:" || to.protocol === new URL(from).protocol ? to.href : null;
}
