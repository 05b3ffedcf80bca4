import { fail, type Result, succeed } from "../../failure.ts";
import type { Build, BuildService } from "../../platforms/builds.ts";
import {
  type AgentIdentity,
  type AgentPlatform,
  type ListedAgent,
  SERVICE_NAMES,
} from "../../platforms/port.ts";
import { selectLogLines } from "../../platforms/select-log-lines.ts";
import type { BuildScope } from "../../views/build-scope.ts";
import { renderBuild } from "../../views/render-build.ts";
import { renderBuilds } from "../../views/render-builds.ts";
import { renderJson } from "../../views/render-json.ts";
import { answerWith, type CommandContext, type Handler, type Workspace } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { findAgent, selectPlatforms } from "./find-agent.ts";

/** Enough to see what went wrong. */
const LOG_LINES = 60;

interface Target {
  readonly builds: BuildService;
  readonly scope: BuildScope;
}

/** `/agent builds <agent|project>`: the images of a project, of which the platform does not say whose they are. */
export const builds: Handler<"agent.builds"> = async (input, context) => {
  const { deps, asking } = context;
  const target = await findTarget(input, context);
  if (!target.ok) return target;
  const { builds: service, scope } = target.value;
  const options = { now: deps.now(), audience: asking.audience, page: input.page ?? 1 };
  if (input.build !== null) {
    const [build, log] = await Promise.all([service.describe(input.build), service.readLog(input.build)]);
    if (!build.ok) return build;
    // A build is worth showing without its log too.
    const lines = log.ok ? selectLogLines(log.value.lines, { lines: LOG_LINES }).lines : null;
    const view = input.json
      ? renderJson({ ...build.value, log: lines })
      : renderBuild(build.value, lines, scope, options);
    return succeed(answerWith(view, asking));
  }
  const list = await service.list({ status: input.status, region: null });
  if (!list.ok) return list;
  const view = input.json
    ? renderJson(list.value.builds.map((build) => withAgents(build, scope)))
    : renderBuilds(list.value, scope, { ...options, status: input.status });
  return succeed(answerWith(view, asking));
};

const withAgents = (build: Build, { runs }: BuildScope) => ({ ...build, agents: runs.get(build.id) ?? [] });

async function findTarget(
  input: InputFor<"agent.builds">,
  { deps, workspace }: CommandContext,
): Promise<Result<Target>> {
  const platforms = deps.openPlatforms();
  const { agent: given } = input;
  if (given === null || platforms.some(({ project }) => project === given)) {
    const platform = findProject(given ?? input.project, platforms);
    return platform.ok ? await open(platform.value, null, workspace) : platform;
  }
  const found = await findAgent(
    { agent: given, project: input.project },
    usageFor("agent.builds"),
    platforms,
  );
  return found.ok ? await open(found.value.platform, found.value.listed, workspace) : found;
}

function findProject(project: string | null, platforms: readonly AgentPlatform[]): Result<AgentPlatform> {
  const selected = selectPlatforms(project, platforms);
  if (!selected.ok) return selected;
  const usable = project === null ? selected.value.filter(({ builds: service }) => service) : selected.value;
  const [only, second] = usable;
  if (second) {
    return fail({ kind: "project-needed", verb: "builds", projects: usable.map((each) => each.project) });
  }
  return only ? succeed(only) : NOT_OFFERED;
}

async function open(
  platform: AgentPlatform,
  listed: ListedAgent | null,
  workspace: Workspace,
): Promise<Result<Target>> {
  if (platform.builds === null) return NOT_OFFERED;
  const agent = listed?.agent ?? null;
  // Which agents run a build is worth two calls, but not the answer.
  const [agents, running] = await Promise.all([
    platform.listAgents(),
    agent && findRunningBuild(platform, agent, workspace),
  ]);
  const runs = new Map<string, readonly string[]>();
  const note = (buildId: string | null, name: string): void => {
    if (buildId !== null) runs.set(buildId, [...new Set([...(runs.get(buildId) ?? []), name])]);
  };
  for (const { agent: other, version } of agents.ok ? agents.value : []) note(version, other.name);
  if (agent) note(running, agent.name);
  const scope = { project: platform.project, agent, regions: listed?.regions ?? [], runs };
  return succeed({ builds: platform.builds, scope });
}

/** An API key is not told which build an agent runs; what was deployed from here is on record. */
async function findRunningBuild(
  platform: AgentPlatform,
  agent: AgentIdentity,
  { keepLedger }: Workspace,
): Promise<string | null> {
  const status = await platform.describeAgent(agent);
  if (!status.ok || status.value.platform !== "pipecat") return null;
  const { buildId, desiredDeploymentId } = status.value;
  const entries = await keepLedger(status.value);
  return buildId ?? entries.find(({ deploymentId }) => deploymentId === desiredDeploymentId)?.buildId ?? null;
}

const NOT_OFFERED = fail({
  kind: "not-offered",
  verb: "builds",
  service: SERVICE_NAMES.livekit,
  why: "it builds with each deployment and keeps no list of builds; `/agent logs <agent> --type build` shows how the last one went",
});
