/**
 * The agent's page in LiveKit's dashboard; null for hosts that are not LiveKit's own: other companies host the same
 * product (livekit-cli cmd/lk/agent_run.go).
 */
export function dashboardUrl(projectUrl: string, agentId: string): string | null {
  const host = /^([a-z0-9-]+)\.(staging\.)?livekit\.cloud$/.exec(new URL(projectUrl).host);
  if (!host) return null;
  const [, subdomain, staging = ""] = host;
  return `https://cloud.${staging}livekit.io/projects/d_${subdomain}/agents/${encodeURIComponent(agentId)}`;
}
