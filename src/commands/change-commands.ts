/** The commands that change an agent. Each is planned, approved and followed by an operation of its own. */
import * as z from "zod/mini";
import { KRISP_FILTERS, PROFILES } from "../platforms/change.ts";
import type { CommandSpec } from "./command-spec.ts";
import {
  agent,
  agentId,
  count,
  deploymentName,
  duration,
  project,
  reason,
  required,
  room,
  sessionId,
  version,
} from "./command-values.ts";

const change = { aliases: [], changes: true, needs: "operator", command: "agent" } as const;

/** What every change takes. */
const flags = {
  id: agentId,
  project,
  reason,
  "dry-run": { kind: "switch", summary: "show the plan, change nothing" },
  "break-glass": {
    ...reason,
    summary: "skip the approvals, for this reason; calls the on-call group",
  },
} as const;

/** Nobody approves a lock. */
const lockReason = { ...reason, summary: "why, for the others and for the audit log" } as const;

const instances = (min: number) => ({
  kind: "value" as const,
  placeholder: "n",
  schema: count(min, 50),
  expected: `a number from ${min} to 50`,
});

const setName = {
  kind: "value",
  placeholder: "set",
  schema: z.string().check(z.minLength(3), z.maxLength(63), z.regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)),
  expected: "the name of a secret set: 3 to 63 small letters, digits, `-` and `.`",
} as const;

/** What an agent on Pipecat Cloud is made of. */
const settings = {
  image: {
    kind: "value",
    placeholder: "image:tag",
    summary: "the container image; not together with --build-id",
    schema: z.string().check(z.regex(/^[\w.:/@-]{1,500}$/)),
    expected: "an image with a tag, such as `your-org/voice-starter:1.5`",
  },
  "build-id": {
    kind: "value",
    placeholder: "uuid",
    summary: "a build of Pipecat Cloud; not together with --image",
    schema: z.uuid(),
    expected: "the id of a build, a UUID",
  },
  "secret-set": { ...setName, aliases: ["secrets"], summary: "the secret set that the agent gets" },
  "image-pull-secret-set": {
    ...setName,
    aliases: ["credentials"],
    summary: "the secret set that the image is pulled with",
  },
  "min-agents": {
    ...instances(0),
    aliases: ["min"],
    summary: "instances that are kept warm; each costs",
  },
  "max-agents": { ...instances(1), aliases: ["max"], summary: "instances at most" },
  "krisp-viva": {
    kind: "value",
    placeholder: "tel|pro|off",
    summary: "Krisp's audio filter",
    schema: z.enum([...KRISP_FILTERS, "off"]),
    expected: "`tel`, `pro` or `off`",
  },
  profile: {
    kind: "value",
    placeholder: "agent-1x|2x|3x",
    summary: "CPU and memory of an instance",
    schema: z.enum(PROFILES),
    expected: "`agent-1x`, `agent-2x` or `agent-3x`",
  },
  "max-session-duration": {
    kind: "value",
    placeholder: "seconds",
    summary: "the longest that a session may last, 60 to 14400",
    schema: count(60, 14_400),
    expected: "a number of seconds from 60 to 14400",
  },
  "node-type": {
    kind: "value",
    placeholder: "arm|amd",
    summary: "the processor to run on",
    schema: z.enum(["arm", "amd"]),
    expected: "`arm` or `amd`",
  },
} as const;

const ref = {
  kind: "value",
  placeholder: "branch|tag|sha",
  summary: "the commit to deploy, of the repository that is configured for the agent",
  schema: z.string().check(z.regex(/^[^\s\p{Cc}~^:?*[\\-][^\s\p{Cc}~^:?*[\\]{0,200}$/u)),
  expected: "a branch, a tag or a commit",
} as const;

const secretName = {
  kind: "list",
  placeholder: "name",
  schema: z.string().check(z.regex(/^[^=]{1,200}$/)),
  expected: "the name of a secret, without its value",
} as const;

export const CHANGE_COMMANDS = {
  "agent.rollback": {
    ...change,
    verb: "rollback",
    summary: "go back to an earlier version",
    example: '/agent rollback prod/support-line --reason "callers hear silence"',
    arguments: { agent: required(agent) },
    flags: { version, ...flags },
  },
  "agent.restart": {
    ...change,
    verb: "restart",
    summary: "start the agent anew, in the version that it has",
    example: "/agent restart prod/support-line",
    arguments: { agent: required(agent) },
    flags,
  },
  "agent.deploy": {
    ...change,
    verb: "deploy",
    summary: "bring a commit, an image, a build or new settings into service",
    example: "/agent deploy voice/voice-starter --image your-org/voice-starter:1.5",
    arguments: { agent: required(agent) },
    flags: {
      ref,
      deployment: { ...deploymentName, summary: "a deployment beside production (LiveKit Cloud)" },
      ...settings,
      force: { kind: "switch", summary: "deploy anew even if nothing differs" },
      ...flags,
    },
  },
  "agent.create": {
    ...change,
    verb: "create",
    summary: "a new agent: of a commit (LiveKit Cloud), of an image or a build (Pipecat Cloud)",
    example: "/agent create voice/new-bot --image your-org/voice-starter:1.5 --secret-set voice-secrets",
    arguments: { agent: required({ ...agent, summary: "`project/name` of the new agent" }) },
    flags: {
      region: {
        kind: "value",
        placeholder: "region",
        summary: "where it runs; it cannot be moved later",
        schema: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/)),
        expected: "a region such as `us-east`",
      },
      ref,
      ...settings,
      project: flags.project,
      reason: flags.reason,
      "dry-run": flags["dry-run"],
      "break-glass": flags["break-glass"],
    },
  },
  "agent.scale": {
    ...change,
    verb: "scale",
    summary: "how many instances are kept and allowed (Pipecat Cloud)",
    example: "/agent scale voice/voice-starter --min 1 --max 10",
    arguments: { agent: required(agent) },
    flags: {
      min: { ...instances(0), aliases: ["min-agents"], summary: "instances that are kept warm; each costs" },
      max: { ...instances(1), aliases: ["max-agents"], summary: "instances at most" },
      ...flags,
    },
  },
  "agent.promote": {
    ...change,
    verb: "promote",
    summary: "make a named deployment the production one (LiveKit Cloud)",
    example: "/agent promote prod/support-line --from canary",
    arguments: { agent: required(agent) },
    flags: {
      from: { ...deploymentName, required: true, summary: "the deployment whose version goes to production" },
      ...flags,
    },
  },
  "agent.update-secrets": {
    ...change,
    verb: "update-secrets",
    aliases: ["update"],
    summary: "set or remove secrets; their values are typed into a form, never into a command",
    example: "/agent update-secrets prod/support-line",
    arguments: { agent: required(agent) },
    flags: {
      secret: { ...secretName, summary: "an environment secret to set, by name; a form asks for its value" },
      file: { ...secretName, summary: "a secret file to set, by name (LiveKit Cloud)" },
      remove: { ...secretName, summary: "a secret that goes" },
      overwrite: { kind: "switch", summary: "all secrets that are not set here go" },
      set: { ...setName, summary: "another secret set than the agent's (Pipecat Cloud)" },
      "image-pull": {
        kind: "value",
        placeholder: "host",
        summary: "the registry whose credentials to set, for pulling images (Pipecat Cloud)",
        schema: z.string().check(z.regex(/^[\w.:/-]{1,200}$/)),
        expected: "the address of a registry, such as `https://index.docker.io/v1/`",
      },
      ...flags,
    },
  },
  "agent.delete": {
    ...change,
    verb: "delete",
    aliases: ["destroy"],
    summary: "delete an agent, or one deployment of it, for good; its name has to be typed",
    example: "/agent delete staging/old-bot",
    arguments: { agent: required(agent) },
    flags: {
      confirm: {
        kind: "value",
        placeholder: "name",
        summary: "the name of what is deleted, to confirm it",
        schema: z.string().check(z.minLength(1), z.maxLength(300)),
        expected: "the name of what is deleted",
      },
      deployment: { ...deploymentName, summary: "only this deployment, beside production (LiveKit Cloud)" },
      ...flags,
    },
  },
  "agent.stop": {
    ...change,
    verb: "stop",
    summary: "end sessions at once: callers are cut off",
    example: "/agent stop voice/voice-starter --session 3f2a91c0-6d1b-4a55-9c1e-2b7d8e9f0a1b",
    arguments: { agent: required(agent) },
    flags: {
      session: { ...sessionId, summary: "this one (Pipecat Cloud)" },
      room: { ...room, kind: "value", summary: "take the agent out of this room (LiveKit Cloud)" },
      all: { kind: "switch", summary: "all that go on now, at most 100; those that begin meanwhile stay" },
      ...flags,
    },
  },
  "agent.lock": {
    ...change,
    verb: "lock",
    summary: "let nobody change an agent for a while",
    example: '/agent lock prod/support-line --reason "demo" --for 2h',
    arguments: { agent: required(agent) },
    flags: {
      id: agentId,
      project,
      reason: lockReason,
      for: { ...duration, summary: "for how long; until unlocked if left out" },
    },
  },
  "agent.unlock": {
    ...change,
    verb: "unlock",
    summary: "let an agent be changed again",
    example: "/agent unlock prod/support-line",
    arguments: { agent: required(agent) },
    flags: { id: agentId, project, reason: lockReason },
  },
} as const satisfies Record<string, CommandSpec>;
