/** Which of the three services are real: those whose credentials stand in `.dev.vars`. Their values are left unread. */
import { parseEnv } from "node:util";

export interface OwnCredentials {
  /** Slack's own API instead of the simulated workspace. */
  readonly slack: boolean;
  /** Projects by name, simulated ones replaced and others added. */
  readonly projects: Readonly<Record<string, "livekit" | "pipecat">>;
}

export type OwnCredentialsOutcome =
  | { readonly ok: true; readonly credentials: OwnCredentials }
  /** Keys that are missing next to others that are there: half of a pair would break the simulated service too. */
  | { readonly ok: false; readonly missing: readonly string[] };

const SLACK_KEYS = ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"];
const PROJECT_KEY = /^([A-Z][A-Z0-9_]*)_(LIVEKIT_URL|LIVEKIT_API_KEY|LIVEKIT_API_SECRET|PIPECAT_API_KEY)$/;

/** `text` is that of `.dev.vars`, in the form of an `.env` file. */
export function readOwnCredentials(text: string): OwnCredentialsOutcome {
  const values = parseEnv(text);
  const keys = Object.keys(values);
  const wanted = new Set<string>();
  const projects: Record<string, "livekit" | "pipecat"> = {};
  const slack = SLACK_KEYS.some((key) => keys.includes(key));
  if (slack) for (const key of SLACK_KEYS) wanted.add(key);
  for (const key of keys) {
    const [, prefix = "", rest = ""] = PROJECT_KEY.exec(key) ?? [];
    if (prefix === "") continue;
    const platform = rest.startsWith("LIVEKIT") ? "livekit" : "pipecat";
    projects[prefix.toLowerCase().replaceAll("_", "-")] = platform;
    for (const part of platform === "livekit" ? ["URL", "API_KEY", "API_SECRET"] : ["API_KEY"])
      wanted.add(`${prefix}_${platform.toUpperCase()}_${part}`);
  }
  const missing = [...wanted].filter((key) => !values[key]?.trim());
  return missing.length > 0 ? { ok: false, missing } : { ok: true, credentials: { slack, projects } };
}
