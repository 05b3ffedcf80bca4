import { type FailedCall, fail, type Result, succeed } from "../../failure.ts";
import type { UploadTarget } from "../../source/upload-archive.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import type { SourceService } from "../source-service.ts";
import { followBuild } from "./build-stream.ts";
import type { LiveKitTools } from "./call-twirp.ts";
import { callCloudAgent } from "./cloud-agent-client.ts";
import { createdAgentSchema, deploymentBegunSchema, type WireUploadForm } from "./source-schemas.ts";

/** Deploying from source, in the order of the official client (server-sdk-go cloudagents/client.go). */
export function createSourceClient(project: LiveKitProject, tools: LiveKitTools): SourceService {
  const calling = (endpoint: string): FailedCall => ({
    project: project.name,
    service: SERVICE_NAMES.livekit,
    endpoint,
    changes: false,
  });
  return {
    createAgent: async (region) => {
      const request = { regions: [region], secrets: [] };
      const details = { method: "CreateAgent", request, schema: createdAgentSchema, changes: true };
      const answer = await callCloudAgent(project, tools, details);
      if (!answer.ok) return answer;
      const { agentId, presignedPostRequest } = answer.value;
      return succeed({ agentId, upload: toTarget(presignedPostRequest) });
    },
    requestUpload: async ({ agentId, deployment, attributes }): Promise<Result<UploadTarget>> => {
      const request = { agent_id: agentId, deployment, attributes };
      const details = { method: "DeployAgentV2", request, schema: deploymentBegunSchema, changes: false };
      const answer = await callCloudAgent(project, tools, details);
      if (!answer.ok) return answer;
      const target = toTarget(answer.value.presignedReq);
      if (target) return succeed(target);
      return fail({ kind: "platform-unreadable", call: calling(details.method), path: "presignedReq.url" });
    },
    uploadCall: calling("POST upload"),
    build: (target, watch) => followBuild(project, tools, target, watch),
  };
}

const toTarget = ({ url, values }: WireUploadForm): UploadTarget | null =>
  url === "" ? null : { kind: "form", url, fields: values };
