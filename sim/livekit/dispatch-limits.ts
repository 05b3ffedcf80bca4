/** What LiveKit refuses in a dispatch (livekit pkg/config/config.go, protocol agent/environment.go). Sizes are in bytes. */
import { internalRpcError } from "./twirp-error.ts";

const MAX_METADATA = 512 * 1024;
const MAX_ATTRIBUTES = 64 * 1024;
const MAX_DEPLOYMENT = 64;

export function checkDispatchOrder(order: {
  readonly metadata: string;
  readonly deployment: string;
  readonly attributes: Readonly<Record<string, string>>;
}): void {
  checkDeployment(order.deployment);
  if (countBytes(order.metadata) > MAX_METADATA)
    throw internalRpcError("invalid_argument", "metadata size exceeds limits");
  const attributeBytes = Object.entries(order.attributes).reduce(
    (sum, [name, value]) => sum + countBytes(name) + countBytes(value),
    0,
  );
  if (attributeBytes > MAX_ATTRIBUTES)
    throw internalRpcError("invalid_argument", "attribute size exceeds limits");
}

function checkDeployment(deployment: string): void {
  const bytes = new TextEncoder().encode(deployment);
  if (bytes.length > MAX_DEPLOYMENT)
    throw internalRpcError("invalid_argument", `deployment exceeds ${MAX_DEPLOYMENT} bytes`);
  if (deployment.includes("_"))
    throw internalRpcError("invalid_argument", "deployment contains reserved character '_'");
  const position = bytes.findIndex((byte) => byte <= 0x20 || byte === 0x7f);
  if (position >= 0)
    throw internalRpcError(
      "invalid_argument",
      `deployment contains whitespace or control byte at position ${position}`,
    );
}

function countBytes(value: string): number {
  return new TextEncoder().encode(value).length;
}
