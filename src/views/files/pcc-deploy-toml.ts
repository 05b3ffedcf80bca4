import type { PipecatAgentStatus } from "../../platforms/port.ts";
import type { TextFile } from "./text-file.ts";
import { tomlText } from "./toml-text.ts";

/**
 * What `pipecat cloud deploy` reads (pipecatcloud _utils/deploy_utils.py), filled with what the agent runs with now. A key
 * that it does not know would fail it, so there are only those that it does. What is not known here is a comment, never a guess.
 */
export function pccDeployToml(status: PipecatAgentStatus): TextFile {
  const { agent, image, buildId, region, profile, scaling, krispAudioFilter } = status;
  const lines = [
    `agent_name = ${tomlText(agent.name)}`,
    ...programOf(image, buildId),
    text("image_credentials", status.imagePullSecretSet),
    text("secret_set", status.secretSet),
    text("region", region),
    text("agent_profile", profile),
    text("architecture", ARCHITECTURES.get(status.architecture ?? "") ?? null),
    number("max_session_duration", status.maxSessionSeconds),
    ...(scaling ? ["", "[scaling]", `min_agents = ${scaling.min}`, `max_agents = ${scaling.max}`] : []),
    ...krispOf(krispAudioFilter),
  ];
  return { name: "pcc-deploy.toml", text: `${lines.filter((line) => line !== null).join("\n")}\n` };
}

/** The older words mean the same. */
const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ["arm64", "arm64"],
  ["arm", "arm64"],
  ["amd64", "amd64"],
  ["amd", "amd64"],
]);

/** One of both; the client refuses an image without a tag, which is the tag `latest`. */
function programOf(image: string | null, buildId: string | null): readonly string[] {
  if (buildId !== null) return [`build_id = ${tomlText(buildId)}`];
  if (image === null)
    return ["# It runs a build, and its id is not told; `/agent builds` lists them.", "# build_id = "];
  return [`image = ${tomlText(image.includes(":") ? image : `${image}:latest`)}`];
}

function krispOf(filter: string | null): readonly string[] {
  if (filter === null) return [];
  return filter === "tel" || filter === "pro"
    ? ["", "[krisp_viva]", `audio_filter = ${tomlText(filter)}`]
    : [
        "",
        "# Krisp is on; whether its filter is tel or pro is not told.",
        "# [krisp_viva]",
        '# audio_filter = "tel"',
      ];
}

const text = (key: string, value: string | null): string | null =>
  value === null ? null : `${key} = ${tomlText(value)}`;
const number = (key: string, value: number | null): string | null =>
  value === null ? null : `${key} = ${Math.round(value)}`;
