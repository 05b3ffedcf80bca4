/** The limits of Pipecat's update request (REST reference, secrets guide), checked before anything is asked of it. */
import { fail, type Result, succeed } from "../failure.ts";
import { type AgentUpdate, KRISP_FILTERS, PROFILES } from "../platforms/change.ts";

const MAX_INSTANCES = 50;
const MIN_SESSION_SECONDS = 60;
const MAX_SESSION_SECONDS = 14_400;

/** `registry:5000/team/voice:1.4` or `…@sha256:…`: a colon before the last slash is a port, not a tag. */
const IMAGE = /^(?:\S+\/)?[^\s/:@]+(:[\w][\w.-]{0,127}|(:[\w][\w.-]{0,127})?@sha256:[0-9a-f]{64})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
export const SET_NAME = new RegExp(`^(?=.{3,63}$)${LABEL}(?:\\.${LABEL})*$`);
export const SET_EXPECTED = "the name of a secret set: 3 to 63 small letters, digits, `-` and `.`";

const isCount = (value: number | undefined, min: number, max: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= min && value <= max);
const matches = (value: string | undefined, pattern: RegExp): boolean =>
  value === undefined || pattern.test(value);
const isOneOf = (value: string | null | undefined, words: readonly string[]): boolean =>
  value === undefined || value === null || words.includes(value);

const LIMITS: readonly {
  readonly name: string;
  readonly expected: string;
  readonly holds: (update: AgentUpdate) => boolean;
}[] = [
  {
    name: "--image",
    expected: "left out where `--build-id` is given",
    holds: ({ image, buildId }) => image === undefined || buildId === undefined,
  },
  {
    name: "--image",
    expected: "an image with a tag or digest, such as `your-org/voice:1.4`",
    holds: ({ image }) => matches(image, IMAGE),
  },
  {
    name: "--build-id",
    expected: "the id of a build, a UUID",
    holds: ({ buildId }) => matches(buildId, UUID),
  },
  { name: "--secret-set", expected: SET_EXPECTED, holds: ({ secretSet }) => matches(secretSet, SET_NAME) },
  {
    name: "--image-pull-secret-set",
    expected: SET_EXPECTED,
    holds: ({ imagePullSecretSet }) => matches(imagePullSecretSet, SET_NAME),
  },
  {
    name: "--min",
    expected: `a number from 0 to ${MAX_INSTANCES}`,
    holds: ({ scaling }) => isCount(scaling?.min, 0, MAX_INSTANCES),
  },
  {
    name: "--max",
    expected: `a number from 1 to ${MAX_INSTANCES}`,
    holds: ({ scaling }) => isCount(scaling?.max, 1, MAX_INSTANCES),
  },
  {
    name: "--min",
    expected: "at most `--max`",
    holds: ({ scaling }) => (scaling?.min ?? 0) <= (scaling?.max ?? MAX_INSTANCES),
  },
  {
    name: "--krisp-viva",
    expected: "`tel`, `pro` or `off`",
    holds: ({ krispAudioFilter }) => isOneOf(krispAudioFilter, KRISP_FILTERS),
  },
  {
    name: "--profile",
    expected: `one of ${PROFILES.join(", ")}`,
    holds: ({ profile }) => isOneOf(profile, PROFILES),
  },
  {
    name: "--max-session-duration",
    expected: `a number of seconds from ${MIN_SESSION_SECONDS} to ${MAX_SESSION_SECONDS}`,
    holds: ({ maxSessionSeconds }) => isCount(maxSessionSeconds, MIN_SESSION_SECONDS, MAX_SESSION_SECONDS),
  },
  {
    name: "--node-type",
    expected: "`arm` or `amd`",
    holds: ({ nodeType }) => isOneOf(nodeType, ["arm", "amd"]),
  },
];

/** The update as it was given, or the first limit that it breaks as `bad-value`. */
export function checkUpdate(update: AgentUpdate, usage: string): Result<AgentUpdate> {
  const broken = LIMITS.find(({ holds }) => !holds(update));
  if (!broken) return succeed(update);
  return fail({ kind: "bad-value", usage, name: broken.name, expected: broken.expected });
}
