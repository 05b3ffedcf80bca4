import type { TextFile } from "./text-file.ts";
import { tomlText } from "./toml-text.ts";

/** What `lk agent` reads to know the project and the agent (livekit-cli pkg/config/livekit.go); nothing else is in it. */
export const liveKitToml = (url: string, agentId: string): TextFile => ({
  name: "livekit.toml",
  text: `[project]
subdomain = ${tomlText(subdomainOf(url))}

[agent]
id = ${tomlText(agentId)}
`,
});

/** As the official client takes it from the project's address (livekit-cli pkg/util/url.go): all before the first dot. */
const subdomainOf = (url: string): string => /^(?:https?|wss?):\/\/([^.]+)\./.exec(url)?.[1] ?? "";
