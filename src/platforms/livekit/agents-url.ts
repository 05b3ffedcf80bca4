import type { LiveKitProject } from "../project.ts";
import { projectUrl } from "./project-url.ts";

const IP_ADDRESS = /^(\d+(\.\d+){3}|\[.*\])$/;

/**
 * Base address of the agents API, without a slash at the end. The first label of the project's host gives way to
 * "agents" (server-sdk-go agent_client.go); never a fixed domain, because others host the same product. Unlike there,
 * an address that is no name (127.0.0.1) stays whole, and so does `example.com`: a token must not go to `agents.com`,
 * which is somebody else. The operator's override is used as it is.
 */
export function agentsUrl(project: Pick<LiveKitProject, "url" | "agentsUrl">): string {
  if (project.agentsUrl !== null) return project.agentsUrl.replace(/\/$/, "");
  const url = new URL(projectUrl(project));
  if (isWholeHost(url.hostname)) return projectUrl(project);
  const port = url.port === "" ? "" : `:${url.port}`;
  return `https://${["agents", ...url.hostname.split(".").slice(1)].join(".")}${port}`;
}

/** Whether nothing of a host may be replaced: it is an address, or too short to have a label of a project. */
export function isWholeHost(hostname: string): boolean {
  return hostname.split(".").length <= 2 || IP_ADDRESS.test(hostname);
}
