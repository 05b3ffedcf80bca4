import { type Failure, fail } from "../failure.ts";
import type { AgentUpdate } from "../platforms/change.ts";

/** What each field of an update is called on the command line. */
const FLAGS: Readonly<Record<keyof AgentUpdate, string>> = {
  image: "--image",
  buildId: "--build-id",
  secretSet: "--secret-set",
  imagePullSecretSet: "--image-pull-secret-set",
  scaling: "--min-agents",
  krispAudioFilter: "--krisp-viva",
  profile: "--profile",
  maxSessionSeconds: "--max-session-duration",
  nodeType: "--node-type",
  forceRedeploy: "--force",
};

/** LiveKit builds each version from a commit and knows none of Pipecat's settings; null: none of them was given. */
export function findMisplacedFlag(
  update: AgentUpdate,
  usage: string,
): { readonly ok: false; readonly failure: Failure } | null {
  const [name] = Object.entries(FLAGS).flatMap(([field, flag]) =>
    Object.hasOwn(update, field) ? [flag] : [],
  );
  if (name === undefined) return null;
  const expected = "left out: on LiveKit Cloud a commit is deployed, which `--ref` names";
  return fail({ kind: "bad-value", usage, name, expected });
}
