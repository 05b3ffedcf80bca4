/** Which deployment of the ledger a rollback on Pipecat Cloud brings back. */
import { type Candidate, fail, type Result, succeed } from "../failure.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

const KNOWN_SHOWN = 5;
/** An id may be cut off, as cards show it; shorter ones are too easily mistaken. */
const MIN_PREFIX_LENGTH = 6;

/**
 * The deployment named, by its id or the beginning of it. Without a name the newest before the current one that did not
 * fail, one that was seen healthy before one that was not. It has to change something (`brings`): after a restart, which
 * is a deployment as well, the one before ran with what is there already.
 */
export function chooseEarlierDeployment(
  agent: Candidate,
  given: string | null,
  currentId: string | null,
  ledger: readonly LedgerEntry[],
  brings: (entry: LedgerEntry) => boolean,
): Result<LedgerEntry> {
  const newestFirst = ledger.toSorted((one, other) => other.firstSeenAt - one.firstSeenAt);
  const others = newestFirst.filter(({ deploymentId }) => deploymentId !== currentId);
  if (given !== null) return chooseNamed(agent, given, currentId, others);

  const current = newestFirst.find(({ deploymentId }) => deploymentId === currentId);
  const earlier = others.filter(({ firstSeenAt }) => !current || firstSeenAt < current.firstSeenAt);
  const working = earlier.filter(({ outcome }) => outcome !== "failed");
  const useful = working.filter(brings);
  const target = useful.find(({ outcome }) => outcome === "healthy") ?? useful[0];
  if (target) return succeed(target);
  return nothing(
    agent,
    earlier.length === 0
      ? NONE_SEEN
      : working.length === 0
        ? "every earlier deployment on record failed; name one to have it anyway"
        : "the earlier deployments on record ran with the settings that it has now",
  );
}

const NONE_SEEN =
  "Pipecat Cloud does not show earlier deployments to an API key, and Switchboard has seen none itself; name what you want with `/agent deploy`";

function chooseNamed(
  agent: Candidate,
  given: string,
  currentId: string | null,
  others: readonly LedgerEntry[],
): Result<LedgerEntry> {
  const wanted = given.toLowerCase();
  const isMeant = (id: string): boolean =>
    id.toLowerCase() === wanted ||
    (wanted.length >= MIN_PREFIX_LENGTH && id.toLowerCase().startsWith(wanted));
  const found = others.filter(({ deploymentId }) => isMeant(deploymentId));
  const exact = found.find(({ deploymentId }) => deploymentId.toLowerCase() === wanted);
  const isCurrent = currentId !== null && isMeant(currentId);
  if (exact) return succeed(exact);
  if (isCurrent && found.length === 0) return fail({ kind: "already-current", agent, version: currentId });
  const [only, second] = found;
  if (only && !second && !isCurrent) return succeed(only);
  if (others.length === 0) return nothing(agent, NONE_SEEN);
  const known = (found.length > 0 ? found : others).slice(0, KNOWN_SHOWN);
  return fail({
    kind: "version-not-found",
    agent,
    version: given,
    known: known.map(({ deploymentId }) => deploymentId),
  });
}

const nothing = (agent: Candidate, why: string): Result<never> =>
  fail({ kind: "nothing-to-roll-back-to", agent, why });
