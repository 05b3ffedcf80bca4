/** What secrets may be called. */
import { RESERVED_SECRETS, type SecretName } from "../platforms/change.ts";
import type { PlatformName } from "../platforms/port.ts";

/** Of Pipecat's keys (secrets guide). */
const KEY = /^[\w-]{1,64}$/;
/** What a program can have in its environment; LiveKit documents no rule of its own. */
const VARIABLE = /^[A-Za-z_]\w{0,199}$/;
/** LiveKit takes the base name of a file (livekit-cli). */
const FILE = /^(?!\.{1,2}$)[^/\\=\p{Cc}]{1,200}$/u;

/** What the name must be instead, completing "… must be"; null when it is right. */
export function refuseSecretName(platform: PlatformName, { name, kind }: SecretName): string | null {
  if (platform === "pipecat")
    return KEY.test(name) ? null : "1 to 64 letters, digits, `-` and `_`, as Pipecat Cloud takes them";
  if (RESERVED_SECRETS.includes(name))
    return `another one: \`${name}\` is set by LiveKit Cloud itself, in every agent`;
  if (kind === "file") return FILE.test(name) ? null : "the name of a file, without a path";
  return VARIABLE.test(name) ? null : "letters, digits and `_`, not beginning with a digit";
}

/** A name that stands in it twice; null when there is none. */
export const findTwice = (names: readonly string[]): string | null =>
  names.find((name, index) => names.indexOf(name) !== index) ?? null;
