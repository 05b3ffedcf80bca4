/** What LiveKit refuses in a dispatch (livekit pkg/config/config.go, protocol agent/environment.go). Sizes are in bytes. */
import { internalRpcError, invalidArgument } from "./twirp-error.ts";

const MAX_METADATA = 512 * 1024;
const MAX_ATTRIBUTES = 64 * 1024;
const MAX_DEPLOYMENT = 64;

const METADATA_TOO_LONG = "metadata size exceeds limits";
const ATTRIBUTES_TOO_LONG = "attribute size exceeds limits";

interface Sizes {
  readonly metadata: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Throws what CreateDispatch answers. */
export function checkDispatchOrder(order: Sizes & { readonly deployment: string }): void {
  const fault =
    findDeploymentFault(order.deployment) ??
    (isMetadataTooLong(order) ? METADATA_TOO_LONG : areAttributesTooLong(order) ? ATTRIBUTES_TOO_LONG : null);
  if (fault !== null) throw internalRpcError("invalid_argument", fault);
}

/** Throws what CreateRoom answers, which has words of its own for the same limits and lets every deployment pass. */
export function checkRoomOrder(order: {
  readonly metadata: string;
  readonly agents: readonly Sizes[];
}): void {
  if (isMetadataTooLong(order)) throw invalidArgument(METADATA_TOO_LONG, String(MAX_METADATA));
  for (const agent of order.agents) {
    if (isMetadataTooLong(agent)) throw invalidArgument(METADATA_TOO_LONG, String(MAX_METADATA));
    if (areAttributesTooLong(agent)) throw invalidArgument(ATTRIBUTES_TOO_LONG, String(MAX_ATTRIBUTES));
  }
}

/** Why a deployment cannot have this name; null when it can. */
export function findDeploymentFault(deployment: string): string | null {
  const bytes = new TextEncoder().encode(deployment);
  if (bytes.length > MAX_DEPLOYMENT) return `deployment exceeds ${MAX_DEPLOYMENT} bytes`;
  if (deployment.includes("_")) return "deployment contains reserved character '_'";
  const position = bytes.findIndex((byte) => byte <= 0x20 || byte === 0x7f);
  return position < 0 ? null : `deployment contains whitespace or control byte at position ${position}`;
}

const isMetadataTooLong = ({ metadata }: Pick<Sizes, "metadata">): boolean =>
  countBytes(metadata) > MAX_METADATA;

const areAttributesTooLong = ({ attributes }: Pick<Sizes, "attributes">): boolean =>
  countBytes(Object.entries(attributes).flat().join("")) > MAX_ATTRIBUTES;

const countBytes = (value: string): number => new TextEncoder().encode(value).length;
