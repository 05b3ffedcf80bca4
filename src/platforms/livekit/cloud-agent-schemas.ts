/** What is read of `livekit.CloudAgent`'s answers (protocol livekit_cloud_agent.proto). */
import * as z from "zod/mini";
import {
  protoAnswer,
  protoBool,
  protoEnum,
  protoId,
  protoInt32,
  protoList,
  protoMap,
  protoMessage,
  protoString,
  protoTimestamp,
} from "./proto-json.ts";

const agentEventSchema = protoMessage({
  type: protoEnum([
    "AGENT_EVENT_TYPE_UNKNOWN",
    "AGENT_EVENT_TYPE_APPLICATION_CRASHED",
    "AGENT_EVENT_TYPE_RESTARTED_HIGH_DISK_USAGE",
    "AGENT_EVENT_TYPE_RESTARTED_HIGH_MEMORY_USAGE",
  ]),
  count: protoInt32,
  timestamp: protoTimestamp,
});

const agentDeploymentSchema = protoMessage({
  region: protoString,
  serverRegion: protoString,
  agentName: protoString,
  deployment: protoString,
  deploymentEnabled: protoBool,
  status: protoString,
  version: protoString,
  replicas: protoInt32,
  minReplicas: protoInt32,
  maxReplicas: protoInt32,
  // Kubernetes quantities: "310m", "2", "4Gi".
  curCpu: protoString,
  cpuLimit: protoString,
  curMem: protoString,
  memLimit: protoString,
  events: protoList(agentEventSchema),
  lastScrapedAt: protoTimestamp,
});
export type WireDeployment = z.infer<typeof agentDeploymentSchema>;

const agentInfoSchema = protoMessage({
  agentId: protoId,
  agentName: protoString,
  version: protoString,
  deployedAt: protoTimestamp,
  agentDeployments: protoList(agentDeploymentSchema),
});
export type WireAgent = z.infer<typeof agentInfoSchema>;

export const listAgentsSchema = protoAnswer({ agents: protoList(agentInfoSchema) });

const agentVersionSchema = protoMessage({
  version: protoString,
  current: protoBool,
  active: protoBool,
  draining: protoBool,
  status: protoString,
  createdAt: protoTimestamp,
  deployedAt: protoTimestamp,
  attributes: protoMap,
});
export type WireVersion = z.infer<typeof agentVersionSchema>;

export const listAgentVersionsSchema = protoAnswer({ versions: protoList(agentVersionSchema) });

/** The value of a secret is not even read, should a server ever send one. */
const agentSecretSchema = protoMessage({
  name: protoString,
  kind: protoEnum(["AGENT_SECRET_KIND_UNKNOWN", "AGENT_SECRET_KIND_ENVIRONMENT", "AGENT_SECRET_KIND_FILE"]),
  createdAt: protoTimestamp,
  updatedAt: protoTimestamp,
  deployments: protoList(protoString),
});
export type WireSecret = z.infer<typeof agentSecretSchema>;

export const listAgentSecretsSchema = protoAnswer({ secrets: protoList(agentSecretSchema) });

export const clientSettingsSchema = protoAnswer({
  params: protoList(protoMessage({ name: protoString, value: protoString })),
});

/**
 * A change that was accepted. `success` has to be there: who takes a zero for a refusal would tell people that nothing
 * happened on the word of an answer that does not say so.
 */
export const changeAcceptedSchema = protoAnswer({ success: z.literal(true) });
