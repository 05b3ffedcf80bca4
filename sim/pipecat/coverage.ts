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
const service = `${organization}/services/{service}`;

export const coverage: readonly RouteCoverage[] = [
  // The private-key API
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
  row("partial", "GET", `${agent}/sessions/{sessionId}`, "no resource metrics, no meetings"),
  row("supported", "DELETE", `${agent}/sessions/{sessionId}`, "a session that has ended is not found"),
  row("supported", "GET", "/v1/secrets"),
  row("supported", "GET", "/v1/secrets/{setName}"),
  row("absent", "PUT", "/v1/secrets/{setName}"),
  row("absent", "DELETE", "/v1/secrets/{setName}"),
  row("absent", "DELETE", "/v1/secrets/{setName}/{secretKey}"),
  row("supported", "GET", "/v1/regions"),
  row("absent", "GET", "/v1/properties"),
  row("absent", "PATCH", "/v1/properties"),
  row("absent", "GET", "/v1/properties/schema"),
  row("absent", "POST", "/v1/builds/upload-url"),
  row("absent", "POST", "/v1/builds", "builds exist in the world and can be deployed by id"),
  row("absent", "GET", "/v1/builds"),
  row("absent", "GET", "/v1/builds/{buildId}"),
  row("absent", "GET", "/v1/builds/{buildId}/logs"),

  // The public-key API
  row("absent", "POST", "/v1/public/{agentName}/start", "sessions are started by the world"),
  row("absent", "POST", "/v1/public/{serviceName}/sessions/{sessionId}/{path}", "all methods"),

  // The organization's API
  row("supported", "GET", "/v1/organizations"),
  row("partial", "GET", `${organization}/services`, "no include=git"),
  row(
    "partial",
    "GET",
    service,
    "no git, deployedCommit and latestDeploy; conditions are modelled on the CLI's tests",
  ),
  row("supported", "GET", `${service}/deployments`, "newest first, all of them"),
  row("supported", "GET", `${organization}/secrets`),
  row("supported", "GET", `${organization}/regions`),
  row("supported", "GET", `${organization}/properties`),
  row("absent", "POST", `${organization}/services`),
  row("absent", "PUT", `${organization}/services`),
  row("absent", "DELETE", service),
  row("absent", "GET", `${service}/logs`),
  row("absent", "GET", `${service}/sessions`),
  row("absent", "GET", `${service}/sessions/{sessionId}`),
  row("absent", "DELETE", `${service}/sessions/{sessionId}`),
  row("absent", "POST", `${service}/environments/production/git`),
  row("absent", "DELETE", `${service}/environments/production/git`),
  row("absent", "POST", `${service}/environments/production/git/deploy`),
  row("absent", "GET", `${organization}/secrets/{setName}`),
  row("absent", "PUT", `${organization}/secrets/{setName}`),
  row("absent", "DELETE", `${organization}/secrets/{setName}`),
  row("absent", "DELETE", `${organization}/secrets/{setName}/{secretKey}`),
  row("absent", "POST", `${organization}/secrets/references`),
  row("absent", "POST", `${organization}/builds/upload-url`),
  row("absent", "POST", `${organization}/builds`),
  row("absent", "GET", `${organization}/builds`),
  row("absent", "GET", `${organization}/builds/{buildId}`),
  row("absent", "GET", `${organization}/builds/{buildId}/logs`),
  row("absent", "PATCH", `${organization}/properties`),
  row("absent", "GET", `${organization}/properties/schema`),
  row("absent", "POST", `${organization}/regions`),
  row("absent", "GET", `${organization}/regions/{key}`),
  row("absent", "DELETE", `${organization}/regions/{key}`),
  row("absent", "POST", `${organization}/regions/{key}/enrollment-tokens`),
  row("absent", "GET", `${organization}/apiKeys`),
  row("absent", "POST", `${organization}/apiKeys`),
  row("absent", "DELETE", `${organization}/apiKeys/{id}`),
  row("absent", "GET", `${organization}/spend-limit`),
  row("absent", "PUT", `${organization}/spend-limit`),
  row("absent", "GET", `${organization}/agent-profiles`),
  row("absent", "POST", `${organization}/agent-profiles`),
  row("absent", "PATCH", `${organization}/agent-profiles/{apiName}`),
  row("absent", "GET", `${organization}/registry-keys`),
  row("absent", "POST", `${organization}/registry-keys`),
  row("absent", "DELETE", `${organization}/registry-keys/{id}`),
  row("absent", "GET", `${organization}/github/install-url`),
  row("absent", "GET", `${organization}/github/installation`),
  row("absent", "DELETE", `${organization}/github/installation`),
  row("absent", "GET", `${organization}/github/repositories`),
  row("absent", "GET", `${organization}/github/repositories/{owner}/{repo}/branches`),
  row("absent", "GET", `${organization}/daily`),
  row("absent", "GET", "/v1/users"),
];
