/** What of a change of secrets cannot be done, said before anybody is asked for a value. */
import { fail, type Result, succeed } from "../failure.ts";
import type { AgentStatus, SecretStock } from "../platforms/port.ts";
import type { SecretsAsked } from "./change-request.ts";
import { findTwice, refuseSecretName } from "./check-secret-name.ts";
import { SET_EXPECTED, SET_NAME } from "./check-update.ts";

/** More have no room in a form, and nobody changes more at once by hand. */
export const MAX_SECRETS = 40;

export function checkSecrets(
  asked: SecretsAsked,
  status: AgentStatus,
  stock: SecretStock,
  usage: string,
): Result<null> {
  const mistake =
    findNameMistake(asked, status) ??
    findMismatch(asked) ??
    (status.platform === "livekit" ? findSetOnLiveKit(asked) : findSetMistake(asked, stock, status.region));
  return mistake === null ? succeed(null) : fail({ kind: "bad-value", usage, ...mistake });
}

/** The flag, and what it must be. */
interface Mistake {
  readonly name: string;
  readonly expected: string;
}

function findNameMistake({ write }: SecretsAsked, { platform }: AgentStatus): Mistake | null {
  for (const secret of write) {
    if (secret.kind === "image-pull") continue;
    const flag = secret.kind === "file" ? "--file" : "--secret";
    if (secret.kind === "file" && platform === "pipecat")
      return { name: flag, expected: "left out: Pipecat Cloud has no secret files" };
    const expected = refuseSecretName(platform, secret);
    if (expected !== null) return { name: flag, expected };
  }
  return null;
}

/** What does not go together, wherever it is. */
function findMismatch({ write, remove, overwrite, host }: SecretsAsked): Mistake | null {
  const names = write.map(({ name }) => name);
  if (names.length + remove.length > MAX_SECRETS)
    return { name: "--secret", expected: `given for at most ${MAX_SECRETS} secrets at once` };
  if (findTwice([...names, ...remove]) !== null)
    return { name: "--secret", expected: "given once for each name, and not together with its removal" };
  if (overwrite && names.length === 0)
    return {
      name: "--overwrite",
      expected: "given together with secrets; without any, all would go: name them with `--remove`",
    };
  if (host !== null && (remove.length > 0 || overwrite || write.some(({ kind }) => kind !== "image-pull")))
    return { name: "--image-pull", expected: "given alone: a set for pulling images has one secret" };
  return null;
}

function findSetOnLiveKit({ set, host }: SecretsAsked): Mistake | null {
  const expected = "left out: LiveKit Cloud has no secret sets";
  if (host !== null) return { name: "--image-pull", expected };
  return set === null ? null : { name: "--set", expected };
}

/** The kind of a set cannot be changed, nor its region, which has to be that of the agent (REST, `PUT /secrets/{set}`). */
function findSetMistake(
  { set: name, host }: SecretsAsked,
  { set }: SecretStock,
  region: string | null,
): Mistake | null {
  if (name !== null && !SET_NAME.test(name)) return { name: "--set", expected: SET_EXPECTED };
  if (set === null) return null;
  if ((set.kind === "image-pull") !== (host !== null)) {
    return host === null
      ? {
          name: "--set",
          expected: "an ordinary set: this one is for pulling images, take `--image-pull host`",
        }
      : {
          name: "--set",
          expected: "a set for pulling images: this is an ordinary one, and kinds cannot change",
        };
  }
  return set.region !== null && region !== null && set.region !== region
    ? {
        name: "--set",
        expected: `a set in \`${region}\`, where the agent is; this one is in \`${set.region}\``,
      }
    : null;
}
