/**
 * Everything that the simulated LiveKit Cloud remembers, as plain JSON. Times are milliseconds since 1970 (UTC).
 * API keys are configuration and are not part of it; secret values are never held at all.
 */
import * as z from "zod";
import { deploymentKeySchema, happeningSchema } from "./happening.ts";

const time = z.number();
const timeOrNever = time.nullable();
const textMap = z.record(z.string(), z.string());

const participantSchema = z.object({
  sid: z.string(),
  identity: z.string(),
  name: z.string(),
  metadata: z.string(),
  attributes: textMap,
  joinedAt: time,
  /** The deployment whose worker this is; null for a caller. */
  worker: deploymentKeySchema.nullable(),
});

/** How many are in a room: agents are no participants, but publishers. */
const peopleSchema = z.object({ participants: z.number(), publishers: z.number() });

const jobSchema = z.object({
  id: z.string(),
  /** JS_PENDING: no worker has taken it yet; until then it is not listed. */
  status: z.enum(["JS_PENDING", "JS_RUNNING", "JS_SUCCESS", "JS_FAILED"]),
  error: z.string(),
  startedAt: timeOrNever,
  endedAt: timeOrNever,
  updatedAt: timeOrNever,
  participantIdentity: z.string(),
  workerId: z.string(),
  worker: deploymentKeySchema,
  /** In the room when the job was launched. */
  peopleThen: peopleSchema,
});

const dispatchSchema = z.object({
  id: z.string(),
  agentName: z.string(),
  metadata: z.string(),
  restartPolicy: z.enum(["JRP_ON_FAILURE", "JRP_NEVER"]),
  deployment: z.string(),
  attributes: textMap,
  createdAt: time,
  /** JT_ROOM dispatches have at most one; none while no worker took it. */
  job: jobSchema.nullable(),
});

const roomSchema = z.object({
  sid: z.string(),
  name: z.string(),
  emptyTimeoutS: z.number(),
  departureTimeoutS: z.number(),
  maxParticipants: z.number(),
  metadata: z.string(),
  createdAt: time,
  /** When the last caller left; null while nobody has. */
  lastLeftAt: timeOrNever,
  participants: z.array(participantSchema),
  dispatches: z.array(dispatchSchema),
});

const deploymentSchema = deploymentKeySchema.extend({
  serverRegion: z.string(),
  deploymentEnabled: z.boolean(),
  /** The word that the platform shows: Running, Sleeping, CrashLoop, … */
  status: z.string(),
  version: z.string(),
  replicas: z.number(),
  minReplicas: z.number(),
  maxReplicas: z.number(),
  /** Replicas while awake and well. */
  awakeReplicas: z.number(),
  /** While waking: when a worker will be there. */
  readyAt: timeOrNever,
  lastBusyAt: time,
  crashingSince: timeOrNever,
  /** Of the newest instance that came up; null while there is none. */
  startedAt: timeOrNever,
  /** Last measurement before the replicas went away; null when there never was one. */
  lastScrapedAt: timeOrNever,
  /** What its program wrote besides what every program writes. */
  writtenLogs: z.array(z.object({ at: time, text: z.string() })).default([]),
  /** Counts the interventions, so that what an earlier one had planned no longer happens. */
  chapter: z.number(),
});

const versionSchema = z.object({
  version: z.string(),
  current: z.boolean(),
  active: z.boolean(),
  draining: z.boolean(),
  status: z.string(),
  createdAt: time,
  deployedAt: timeOrNever,
  attributes: textMap,
  /** Every start of it ends in a crash loop. */
  broken: z.boolean(),
});

const secretSchema = z.object({
  name: z.string(),
  kind: z.enum(["AGENT_SECRET_KIND_UNKNOWN", "AGENT_SECRET_KIND_ENVIRONMENT", "AGENT_SECRET_KIND_FILE"]),
  createdAt: time,
  updatedAt: time,
  deployments: z.array(z.string()),
});

const agentSchema = z.object({
  id: z.string(),
  name: z.string(),
  deployedAt: timeOrNever,
  /** The versions that are being rolled out; at most one for a deployment. */
  rollouts: z.array(z.object({ deployment: z.string(), version: z.string() })),
  /** What begins now never ends. */
  stalled: z.boolean(),
  /** Uploaded and not built yet, one for a deployment; `fault` is why a build of it must fail. */
  sources: z.array(z.object({ deployment: z.string(), fault: z.string().nullable() })).default([]),
  /** Why the next build fails, whatever its source; null: it does not. */
  buildFault: z.string().nullable().default(null),
  /** What the next build makes cannot start. */
  isNextBroken: z.boolean().default(false),
  versions: z.array(versionSchema),
  secrets: z.array(secretSchema),
  deployments: z.array(deploymentSchema),
});

const projectSchema = z.object({
  name: z.string(),
  agents: z.array(agentSchema),
  rooms: z.array(roomSchema),
});

export const cloudStateSchema = z.object({
  format: z.literal(2),
  projects: z.array(projectSchema),
  /** What will happen by itself, in no particular order. */
  agenda: z.array(happeningSchema),
});

export type CloudState = z.infer<typeof cloudStateSchema>;
export type Project = z.infer<typeof projectSchema>;
export type Agent = z.infer<typeof agentSchema>;
export type Deployment = z.infer<typeof deploymentSchema>;
export type Version = z.infer<typeof versionSchema>;
export type Secret = z.infer<typeof secretSchema>;
export type Room = z.infer<typeof roomSchema>;
export type Participant = z.infer<typeof participantSchema>;
export type Dispatch = z.infer<typeof dispatchSchema>;
export type Job = z.infer<typeof jobSchema>;
export type People = z.infer<typeof peopleSchema>;

/** What a change of the world works on. */
export interface Cloud {
  readonly state: CloudState;
  readonly newId: (prefix: string) => string;
}
