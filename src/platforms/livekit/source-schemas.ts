/** What is read of the answers on the way to a new version (protocol livekit_cloud_agent.proto). */
import * as z from "zod/mini";
import { protoAnswer, protoId, protoMap, protoMessage, protoString } from "./proto-json.ts";

/** livekit.PresignedPostRequest */
const uploadFormSchema = protoMessage({ url: protoString, values: protoMap });
export type WireUploadForm = z.infer<typeof uploadFormSchema>;

/** `CreateAgent` */
export const createdAgentSchema = protoAnswer({
  agentId: protoId,
  presignedPostRequest: uploadFormSchema,
});

/** `DeployAgentV2` */
export const deploymentBegunSchema = protoAnswer({
  success: z.literal(true),
  presignedReq: uploadFormSchema,
});
