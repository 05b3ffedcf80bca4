import { fail, type Result, succeed } from "../../failure.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import type { SourceService, UploadForm } from "../source-service.ts";
import { followBuild } from "./build-stream.ts";
import type { LiveKitTools } from "./call-twirp.ts";
import { callCloudAgent } from "./cloud-agent-client.ts";
import { createdAgentSchema, deploymentBegunSchema, type WireUploadForm } from "./source-schemas.ts";
import { uploadSource } from "./upload-source.ts";

/** Deploying from source, in the order of the official client (server-sdk-go cloudagents/client.go). */
export function createSourceClient(project: LiveKitProject, tools: LiveKitTools): SourceService {
  return {
    createAgent: async (region) => {
      const request = { regions: [region], secrets: [] };
      const details = { method: "CreateAgent", request, schema: createdAgentSchema, changes: true };
      const answer = await callCloudAgent(project, tools, details);
      if (!answer.ok) return answer;
      const { agentId, presignedPostRequest } = answer.value;
      return succeed({ agentId, form: toForm(presignedPostRequest) });
    },
    requestUpload: async ({ agentId, deployment, attributes }): Promise<Result<UploadForm>> => {
      const request = { agent_id: agentId, deployment, attributes };
      const details = { method: "DeployAgentV2", request, schema: deploymentBegunSchema, changes: false };
      const answer = await callCloudAgent(project, tools, details);
      if (!answer.ok) return answer;
      const form = toForm(answer.value.presignedReq);
      if (form) return succeed(form);
      return fail({
        kind: "platform-unreadable",
        call: {
          project: project.name,
          service: SERVICE_NAMES.livekit,
          endpoint: "DeployAgentV2",
          changes: false,
        },
        path: "presignedReq.url",
      });
    },
    upload: (form, chunks) => uploadSource(project, tools, form, chunks),
    build: (target, watch) => followBuild(project, tools, target, watch),
  };
}

const toForm = ({ url, values }: WireUploadForm): UploadForm | null =>
  url === "" ? null : { url, fields: values };
