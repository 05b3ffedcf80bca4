import type { Dispatch } from "../platforms/port.ts";
import { codeText } from "./escape-text.ts";
import { formatBytes } from "./format-usage.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { listWords } from "./word-lists.ts";

/** What Switchboard writes for itself; it says nothing to people. */
const OWN_ATTRIBUTES = "switchboard.";

export interface RequestFacts extends Pick<Dispatch, "attributes" | "deployment" | "restartPolicy"> {
  readonly metadataBytes: number;
}

/** How a dispatch was asked for: deployment, restart policy, size of the metadata, attributes. */
export function describeRequest(request: RequestFacts): Mrkdwn {
  const { deployment, restartPolicy, metadataBytes } = request;
  const policies = {
    "on-failure": mrkdwn`restarts on failure`,
    never: mrkdwn`never restarts`,
    unknown: mrkdwn`unknown restart policy`,
  };
  const attributes = Object.entries(request.attributes)
    .filter(([key]) => !key.startsWith(OWN_ATTRIBUTES))
    .map(([key, value]) => codeText(`${key}=${value}`));
  return joinMrkdwn([
    mrkdwn`deployment ${codeText(deployment === "" ? "production" : deployment)}`,
    policies[restartPolicy],
    metadataBytes === 0 ? mrkdwn`no metadata` : mrkdwn`${formatBytes(metadataBytes)} of metadata`,
    attributes.length === 0 ? null : mrkdwn`attributes ${listWords(attributes)}`,
  ]);
}
