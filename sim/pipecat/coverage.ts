/** What of Pipecat Cloud's API is simulated. A route that is absent answers 404 and says so. */
export interface RouteCoverage {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As the reference writes it, from `/v1`. */
  readonly path: string;
  readonly coverage: "supported" | "partial" | "absent";
  /** What is different or missing; why a doubtful point is answered as it is. */
  readonly note: string;
}

const row = (
  coverage: RouteCoverage["coverage"],
  method: RouteCoverage["method"],
  path: string,
  note = "",
): RouteCoverage => ({ method, path, coverage, note });

const agents = "/v1/agents";
const agent = `${agents}/{agentName}`;
const organization = "/v1/organizations/{organization}";
const service = `${organization}/services/{agentName}`;

/** The same resource of the private-key API and of the organization's. */
const onBoth = (...[coverage, method, path, note]: Parameters<typeof row>): readonly RouteCoverage[] => [
  row(coverage, method, `/v1${path}`, note),
  row(coverage, method, `${organization}${path}`, note),
];
/** Belongs to what the simulated organization does not have. */
const absent = (method: RouteCoverage["method"], path: string, note: string): RouteCoverage =>
  row("absent", method, `${organization}${path}`, note);

const NO_GITHUB = "the organization is not connected to GitHub";
const NO_OWN_REGION = "the organization hosts no region of its own";

export const coverage: readonly RouteCoverage[] = [
  // Agents, by the private key
  row(
    "supported",
    "GET",
    agents,
    "deployment.buildId is sent, though documented only for the organization's API",
  ),
  row(
    "supported",
    "POST",
    agents,
    "without region: the organization's default; undocumented fields are dropped; errors as for an update",
  ),
  row("supported", "GET", agent, "errors only when there are any; no conditions"),
  row(
    "supported",
    "POST",
    agent,
    "limits without a documented text answer 'Invalid parameters', with zod's issues where one field is wrong; no `warning`; 402 for a new version at the spend limit, not for scaling",
  ),
  row(
    "supported",
    "DELETE",
    agent,
    "the sessions of a deleted agent go on, but are seen only in the state of the simulator",
  ),
  row(
    "partial",
    "GET",
    `${agent}/logs`,
    "lines follow from the agent's life; the newest 50 crashes are remembered",
  ),
  row("supported", "GET", `${agent}/sessions`, "newest first; times in seconds or milliseconds"),
  row(
    "partial",
    "GET",
    `${agent}/sessions/{sessionId}`,
    "the figures of CPU and memory are the simulator's own, the same for all; one meeting",
  ),
  row("supported", "DELETE", `${agent}/sessions/{sessionId}`, "a session that has ended is not found"),

  // Agents, by a personal token
  row("partial", "GET", `${organization}/services`, "no include=git"),
  row(
    "partial",
    "POST",
    `${organization}/services`,
    "`git` is dropped; `resources` are refused, as no region is the customer's own; the answer is not wrapped",
  ),
  row(
    "partial",
    "PUT",
    `${organization}/services`,
    "`region` is dropped; `resources` are refused; the text of `warning` is the simulator's own; the answer is not wrapped",
  ),
  row(
    "partial",
    "GET",
    service,
    "no git, deployedCommit and latestDeploy; conditions are modelled on the CLI's tests",
  ),
  row("supported", "DELETE", service, "as with the private key"),
  row("supported", "GET", `${service}/deployments`, "newest first, all of them"),
  row("partial", "GET", `${service}/logs`, "as with the private key"),
  row(
    "supported",
    "GET",
    `${service}/sessions`,
    "with endState, of which agent_start_timeout and unknown never happen",
  ),
  row("partial", "GET", `${service}/sessions/{sessionId}`, "as with the private key, and with events"),
  row("supported", "DELETE", `${service}/sessions/{sessionId}`, "as with the private key"),

  // What deployments are made of
  ...onBoth("supported", "GET", "/secrets", "by a personal token also of one region"),
  ...onBoth("supported", "GET", "/secrets/{setName}", "`source` for a personal token only"),
  ...onBoth(
    "partial",
    "PUT",
    "/secrets/{setName}",
    "ready again 3 s later; a concurrent change is noticed where the world says so; one key beside its value by a personal token only",
  ),
  ...onBoth("supported", "DELETE", "/secrets/{setName}", "also while agents use it"),
  ...onBoth("supported", "DELETE", "/secrets/{setName}/{secretKey}"),
  ...onBoth("supported", "POST", "/builds/upload-url", "the address is one of the simulator's own"),
  row("supported", "POST", "/build-contexts", "stands for the storage that the address leads to"),
  ...onBoth(
    "partial",
    "POST",
    "/builds",
    "the archive is not looked into: a build succeeds after 65 s unless the world fails it",
  ),
  ...onBoth("supported", "GET", "/builds", "newest first"),
  ...onBoth("supported", "GET", "/builds/{buildId}"),
  ...onBoth("partial", "GET", "/builds/{buildId}/logs", "a few lines, no nextToken"),

  // The organization
  ...onBoth("supported", "GET", "/regions"),
  ...onBoth("supported", "GET", "/properties"),
  ...onBoth("supported", "PATCH", "/properties"),
  ...onBoth("supported", "GET", "/properties/schema"),
  row("supported", "GET", "/v1/organizations"),
  row("supported", "GET", "/v1/users", "always the same person"),
  row("partial", "GET", `${organization}/apiKeys`, "public keys only"),
  row("partial", "POST", `${organization}/apiKeys`, "public keys only, five at the most"),
  row("supported", "DELETE", `${organization}/apiKeys/{id}`),
  row("supported", "GET", `${organization}/spend-limit`, "a billing period is a calendar month"),
  row("supported", "PUT", `${organization}/spend-limit`),
  row("supported", "GET", `${organization}/agent-profiles`),

  // Callers, by a public key
  row(
    "partial",
    "POST",
    "/v1/public/{agentName}/start",
    "rooms are made up; no ICE servers; no WebSocket transport, whose bot would wait for the socket",
  ),
  row(
    "absent",
    "POST",
    "/v1/public/{serviceName}/sessions/{sessionId}/{path}",
    "all methods: no bot runs that could answer",
  ),

  // What the organization does not have
  absent("POST", "/secrets/references", NO_OWN_REGION),
  absent("POST", "/regions", NO_OWN_REGION),
  absent("GET", "/regions/{key}", NO_OWN_REGION),
  absent("DELETE", "/regions/{key}", NO_OWN_REGION),
  absent("POST", "/regions/{key}/enrollment-tokens", NO_OWN_REGION),
  absent("GET", "/registry-keys", NO_OWN_REGION),
  absent("POST", "/registry-keys", NO_OWN_REGION),
  absent("DELETE", "/registry-keys/{id}", NO_OWN_REGION),
  absent("POST", "/agent-profiles", NO_OWN_REGION),
  absent("PATCH", "/agent-profiles/{apiName}", NO_OWN_REGION),
  absent("GET", "/github/install-url", NO_GITHUB),
  absent("GET", "/github/link-url", NO_GITHUB),
  absent("GET", "/github/installation", NO_GITHUB),
  absent("DELETE", "/github/installation", NO_GITHUB),
  absent("GET", "/github/repositories", NO_GITHUB),
  absent("GET", "/github/repositories/{owner}/{repo}/branches", NO_GITHUB),
  absent("POST", "/services/{agentName}/environments/production/git", NO_GITHUB),
  absent("DELETE", "/services/{agentName}/environments/production/git", NO_GITHUB),
  absent("POST", "/services/{agentName}/environments/production/git/deploy", NO_GITHUB),
  absent("GET", "/daily", "no Daily account belongs to it; the CLI says N/A"),

  // Signing in by a browser; a personal token needs none of it
  row("absent", "GET", "/auth/config", "no sign-in"),
  row("absent", "POST", "/auth/logout", "no sign-in"),
];
