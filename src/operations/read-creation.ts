/** The plan of an agent that is not there yet. */
import { fail, type Result, succeed } from "../failure.ts";
import type { ChangeCall } from "../platforms/change.ts";
import type { AgentIdentity, AgentPlatform } from "../platforms/port.ts";
import type { ChangePlan, PlannedChange, PlanRemark } from "./change-plan.ts";
import type { ChangeAsked, ChangeRequest } from "./change-request.ts";
import { checkUpdate } from "./check-update.ts";
import { applyUpdate, diffScaling, diffSettings, NO_SETTINGS } from "./deployment-settings.ts";
import { findMisplacedFlag } from "./misplaced-flag.ts";
import { describeAbsence } from "./plan-basis.ts";
import type { PlanPorts, PlanWish } from "./plan-ports.ts";
import { toSourceCall } from "./plan-source-deploy.ts";
import { readSource } from "./read-source.ts";

export interface CreationRequest extends ChangeRequest {
  readonly asked: Extract<ChangeAsked, { verb: "create" }>;
}

/** Where the official client puts an agent if it is told of no regions (livekit-cli cmd/lk/agent.go). */
const ONLY_REGION = "us-east";

export const readCreation = (
  request: CreationRequest,
  ports: PlanPorts,
  wish: PlanWish,
): Promise<Result<ChangePlan>> =>
  request.agent.platform === "livekit"
    ? planFromSource(request, ports, wish)
    : planFromImage(request, ports, wish);

async function planFromSource(
  request: CreationRequest,
  { platform, openSource }: PlanPorts,
  { usage, commit }: PlanWish,
): Promise<Result<ChangePlan>> {
  const { agent, asked } = request;
  const misplaced = findMisplacedFlag(asked.update, usage);
  if (misplaced) return misplaced;
  const [agents, region, source] = await Promise.all([
    platform.listAgents(),
    chooseRegion(platform, asked.region ?? null, usage),
    readSource(request, openSource, commit),
  ]);
  if (!agents.ok) return agents;
  const taken = agents.value.find((listed) => listed.agent.name === agent.name);
  if (taken) return fail({ kind: "agent-exists", agent: taken.agent });
  if (!region.ok) return region;
  if (!source.ok) return source;
  if (!source.value) return fail({ kind: "source-not-configured", agent });
  const call = toSourceCall(source.value, region.value);
  const changes = [{ what: "commit", before: null, after: call.sha }] as const;
  const plan = draft(agent, call, changes, [{ kind: "named-by-worker" }, { kind: "no-secrets" }]);
  const known = agents.value.map((listed) => listed.agent.id);
  return succeed({ ...plan, before: { ...plan.before, regions: [region.value], known } });
}

/** The one that was asked for, if there is such a one; without a word the only one that there is. */
async function chooseRegion(
  platform: AgentPlatform,
  asked: string | null,
  usage: string,
): Promise<Result<string>> {
  const regions = await platform.listRegions();
  if (!regions.ok) return regions;
  const known = regions.value.length > 0 ? regions.value : [ONLY_REGION];
  const chosen = asked ?? (known.length === 1 ? known[0] : undefined);
  if (chosen !== undefined && known.includes(chosen)) return succeed(chosen);
  const expected = `one of ${known.map((region) => `\`${region}\``).join(", ")}`;
  return fail({ kind: "bad-value", usage, name: "--region", expected });
}

async function planFromImage(
  { agent, asked }: CreationRequest,
  { platform }: PlanPorts,
  { usage }: PlanWish,
): Promise<Result<ChangePlan>> {
  const { update, region = null, ref } = asked;
  const refused = refuseImage(update, ref);
  if (refused) return fail({ kind: "bad-value", usage, ...refused });
  const checked = checkUpdate(update, usage);
  if (!checked.ok) return checked;
  const existing = await platform.describeAgent(agent);
  if (existing.ok) return fail({ kind: "agent-exists", agent });
  if (existing.failure.kind !== "platform-not-found") return existing;
  const changes = [
    ...diffSettings(NO_SETTINGS, applyUpdate(NO_SETTINGS, update)),
    ...diffScaling(null, update.scaling),
  ];
  const warm = update.scaling?.min ?? 0;
  const remarks: PlanRemark[] = [
    ...(warm > 0 ? [{ kind: "warm-instances", count: warm } as const] : []),
    ...(update.secretSet === undefined ? [{ kind: "no-secrets" } as const] : []),
  ];
  const plan = draft(agent, { kind: "create", update, region }, changes, remarks);
  return succeed({ ...plan, before: { ...plan.before, regions: region === null ? [] : [region] } });
}

/** What the platform would refuse, or what makes no sense there, is said before anybody is asked to approve it. */
function refuseImage(
  { image, buildId, forceRedeploy }: CreationRequest["asked"]["update"],
  ref: string | undefined,
): { readonly name: string; readonly expected: string } | null {
  if (ref !== undefined)
    return {
      name: "--ref",
      expected: "left out: a new agent on Pipecat Cloud is made of an image or a build",
    };
  if (forceRedeploy === true) return { name: "--force", expected: "left out: there is nothing to redeploy" };
  if (image === undefined && buildId === undefined)
    return { name: "--image", expected: "given, or `--build-id`: an agent is made of one of them" };
  return null;
}

function draft(
  { platform, name }: AgentIdentity,
  call: ChangeCall,
  changes: readonly PlannedChange[],
  remarks: readonly PlanRemark[],
): ChangePlan {
  return {
    call,
    basis: describeAbsence(platform),
    changes: [...changes, { what: "agent", before: null, after: name }],
    remarks,
    before: { isUpdating: false, regions: [], replicas: null, lastDeployedAt: null, lastDeployedBy: null },
  };
}
