import type { LiveKitProject } from "../project.ts";
import { agentsUrl, isWholeHost } from "./agents-url.ts";

/**
 * Base address of the logs of one region, without a slash at the end: the agents host, under the region's own name
 * (server-sdk-go cloudagents/client.go). An override is treated alike, as it is there: its first label gives way too. Only
 * https has regional hosts. What the platform calls a region becomes part of a host's name, so it must be one label of it.
 */
export function logsUrl(project: Pick<LiveKitProject, "url" | "agentsUrl">, serverRegion: string): string {
  const url = new URL(agentsUrl(project));
  if (url.protocol !== "https:" || isWholeHost(url.hostname)) return agentsUrl(project);
  const region = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i.test(serverRegion) ? [serverRegion] : [];
  url.hostname = [...region, "agents", ...url.hostname.split(".").slice(1)].join(".");
  return url.href.replace(/\/$/, "");
}
