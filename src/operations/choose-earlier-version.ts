/** Which LiveKit version a rollback goes to. The API is always told one: what it does without is not known. */
import { type Candidate, type Failure, fail, type Result, succeed } from "../failure.ts";
import type { AgentVersion } from "../platforms/port.ts";

const KNOWN_SHOWN = 5;

/**
 * The version named, if it was deployed once and is not the current one. Without a name the newest that was deployed
 * before and is older than the current one by the date it was made: the official CLI computes nothing of the kind.
 */
export function chooseEarlierVersion(
  { project, id, name }: Candidate,
  given: string | null,
  versions: readonly AgentVersion[],
): Result<string> {
  const agent = { project, id, name };
  const newestFirst = versions.toSorted((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0));
  const deployed = newestFirst.filter(({ current, deployedAt }) => !current && deployedAt !== null);
  if (given === null) {
    const earlier = newestEarlier(newestFirst, deployed);
    return typeof earlier === "string"
      ? fail({ kind: "nothing-to-roll-back-to", agent, why: earlier })
      : succeed(earlier.version);
  }

  const refuse = (kind: "already-current" | "never-deployed"): { ok: false; failure: Failure } =>
    fail({ kind, agent, version: given });
  const named = newestFirst.find(({ version }) => version === given);
  if (!named) {
    const known = deployed.slice(0, KNOWN_SHOWN).map(({ version }) => version);
    return fail({ kind: "version-not-found", agent, version: given, known });
  }
  if (named.current) return refuse("already-current");
  return named.deployedAt === null ? refuse("never-deployed") : succeed(named.version);
}

/** The version, or why there is none. */
function newestEarlier(
  versions: readonly AgentVersion[],
  deployed: readonly AgentVersion[],
): AgentVersion | string {
  const current = versions.find((version) => version.current);
  if (!current) return "LiveKit Cloud calls none of its versions the current one";
  const madeAt = current.createdAt;
  if (madeAt === null)
    return "LiveKit Cloud does not say when its current version was made; name an earlier one";
  const earlier = deployed.find(({ createdAt }) => createdAt !== null && createdAt < madeAt);
  if (earlier) return earlier;
  const [newest] = deployed;
  return newest
    ? `no earlier version of it was ever deployed; a newer one has to be named, with --version ${newest.version}`
    : "no earlier version of it was ever deployed";
}
