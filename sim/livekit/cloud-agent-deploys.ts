/** livekit.CloudAgent, as much of it as brings agents, versions and secrets. It only says where a source goes; `POST /build` builds it. */
import { changeSecrets, secretList } from "./change-secrets.ts";
import type { Agent, Project } from "./cloud-state.ts";
import { createAgent } from "./create-agent.ts";
import { toWireName } from "./deployment-name.ts";
import { presignUpload } from "./presign-upload.ts";
import { refuseDeploy, refuseRestart } from "./refuse-change.ts";
import { DEFAULT_REGION, SERVER_REGIONS } from "./regions.ts";
import { formatVersion } from "./release.ts";
import { flag, list, message, text } from "./request-fields.ts";
import { requireWantedAgent } from "./require-wanted-agent.ts";
import { restartAgent } from "./restart.ts";
import type { Simulation } from "./simulation.ts";
import { TwirpError } from "./twirp-error.ts";
import { createMethod, type TwirpService } from "./twirp-method.ts";
import { allowsAgentAdmin } from "./verify-token.ts";

/** Of whom, when (milliseconds), and by which scheme and host. */
interface Call {
  readonly project: Project;
  readonly now: number;
  readonly origin: string;
}

const deployRequest = message({ agent_id: text, agent_name: text, deployment: text, secrets: secretList });

/** `maxSourceBytes`: of an upload. */
export function createCloudAgentDeploys(simulation: Simulation, maxSourceBytes: number): TwirpService {
  const presign = (agent: Agent, deployment: string, { project, now, origin }: Call) =>
    presignUpload(
      { project: project.name, agentId: agent.id, deployment },
      { tag: formatVersion(now), origin, maxBytes: maxSourceBytes },
      now,
    );
  /** What both kinds of deployment answer, and where the source goes; null: nowhere, it is refused. */
  const deploy = async (agent: Agent, deployment: string, call: Call) => {
    const target = toWireName(deployment);
    const refusal = refuseDeploy(agent, target);
    const upload = refusal === null ? await presign(agent, target, call) : null;
    const tag = formatVersion(call.now);
    const success = refusal === null;
    return { upload, answer: { success, message: refusal ?? "", agent_id: agent.id, tag, deployment } };
  };

  return {
    CreateAgent: createMethod(simulation, {
      request: message({ agent_name: text, secrets: secretList, regions: list(text) }),
      allows: allowsAgentAdmin,
      async answer({ agent_name: name, secrets, regions }, project, now, origin) {
        const { region, serverRegion } = requireRegion(regions);
        const agent = simulation.change((at) =>
          createAgent(simulation, project, { name, secrets, region, serverRegion }, at),
        );
        return {
          agent_id: agent.id,
          agent_name: name,
          status: "Setting Up",
          version: "",
          presigned_url: "",
          tag: formatVersion(now),
          server_regions: [serverRegion],
          presigned_post_request: await presign(agent, "", { project, now, origin }),
        };
      },
    }),
    DeployAgent: createMethod(simulation, {
      request: deployRequest,
      allows: allowsAgentAdmin,
      async answer({ secrets, ...wanted }, project, now, origin) {
        const agent = requireWantedAgent(project, wanted);
        const { upload, answer } = await deploy(agent, wanted.deployment, { project, now, origin });
        if (upload)
          simulation.change((at) => changeSecrets(agent, { secrets, remove: [], overwrite: false }, at));
        return { ...answer, presigned_url: "", presigned_post_request: upload };
      },
    }),
    DeployAgentV2: createMethod(simulation, {
      request: deployRequest,
      allows: allowsAgentAdmin,
      async answer(request, project, now, origin) {
        const agent = requireWantedAgent(project, request);
        // As the real one does, it takes secrets and ignores them (livekit-cli issue 926).
        const { upload, answer } = await deploy(agent, request.deployment, { project, now, origin });
        return { ...answer, presigned_req: upload };
      },
    }),
    UpdateAgentSecrets: createMethod(simulation, {
      request: message({
        agent_id: text,
        agent_name: text,
        overwrite: flag,
        secrets: secretList,
        remove: list(text),
      }),
      allows: allowsAgentAdmin,
      answer(request, project) {
        const agent = requireWantedAgent(project, request);
        const refusal = refuseRestart(agent);
        if (refusal === null)
          simulation.change((at) => {
            changeSecrets(agent, request, at);
            restartAgent(simulation, project, agent, at);
          });
        return { success: refusal === null, message: refusal ?? "" };
      },
    }),
  };
}

/** One at most. The words of the refusals are our own. */
function requireRegion(wanted: readonly string[]): {
  readonly region: string;
  readonly serverRegion: string;
} {
  const [region = DEFAULT_REGION, ...others] = wanted;
  if (others.length > 0) throw new TwirpError("invalid_argument", "only one region can be given");
  const serverRegion = SERVER_REGIONS.get(region);
  if (serverRegion === undefined)
    throw new TwirpError("invalid_argument", `region ${JSON.stringify(region)} is not available`);
  return { region, serverRegion };
}
