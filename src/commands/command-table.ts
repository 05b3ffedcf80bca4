/** Every command that Switchboard knows. Adding a verb starts with an entry here; see CONTRIBUTING.md. */
import * as z from "zod/mini";
import { type CommandSpec, type InputOf, usageOf } from "./command-spec.ts";

/** Metadata that LiveKit accepts, in UTF-8 bytes (livekit-server config.go, `max_metadata_size`). */
export const MAX_METADATA_BYTES = 512 * 1024;
/** All attributes of one dispatch together, keys and values, in UTF-8 bytes. */
export const MAX_ATTRIBUTES_BYTES = 64 * 1024;

const CONTROL_CHARACTER = /[\p{Cc}\u2028\u2029]/u;
const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

const agent = {
  placeholder: "agent",
  summary: "`name`, `project/name` or an id",
  schema: z.string().check(z.minLength(1), z.maxLength(300)),
  expected: "the name of an agent, `project/name`, or an id",
} as const;
const agentId = {
  kind: "argument",
  placeholder: "agent-id",
  summary: "the agent by its id, as in `lk`",
} as const;
const project = {
  kind: "value",
  placeholder: "project",
  summary: "only this project",
  schema: z.string().check(z.minLength(1), z.maxLength(100)),
  expected: "the name of a project",
} as const;
const json = { kind: "switch", summary: "the answer as JSON" } as const;
const page = {
  kind: "value",
  placeholder: "n",
  summary: "a further page of a long answer",
  schema: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,3}$/)), z.transform(Number)),
  expected: "a page number from 1 up",
} as const;
const room = {
  placeholder: "room",
  summary: "the LiveKit room",
  schema: z.string().check(
    z.minLength(1),
    z.maxLength(256),
    z.refine((text) => !CONTROL_CHARACTER.test(text)),
  ),
  expected: "the name of a room: 1 to 256 characters, no line breaks or control characters",
} as const;
const dispatchId = {
  placeholder: "dispatch-id",
  summary: "the id of a dispatch, `AD_…`",
  schema: z.string().check(z.regex(/^[\w.:-]{1,200}$/)),
  expected: "the id of a dispatch, such as `AD_x1y2z3`",
} as const;

const required = <T>(spec: T) => ({ ...spec, required: true }) as const;
const optional = <T>(spec: T) => ({ ...spec, required: false }) as const;

const read = { aliases: [], changes: false, needs: "viewer" } as const;

export const COMMANDS = {
  "agent.help": {
    ...read,
    command: "agent",
    verb: "help",
    needs: null,
    summary: "what you can do here, or all about one verb",
    example: "/agent help status",
    arguments: {
      verb: optional({
        placeholder: "verb",
        summary: "the verb to explain",
        schema: z.string().check(z.maxLength(40)),
        expected: "one of the verbs",
      }),
    },
    flags: {},
  },
  "agent.list": {
    ...read,
    command: "agent",
    verb: "list",
    summary: "all agents: ids, regions, versions, when deployed",
    example: "/agent list --project prod",
    arguments: {},
    flags: { project, page, json },
  },
  "agent.status": {
    ...read,
    command: "agent",
    verb: "status",
    summary: "how one agent is, or the whole fleet",
    example: "/agent status prod/support-line",
    arguments: { agent: optional(agent) },
    flags: { id: agentId, project, page, json },
  },
  "agent.versions": {
    ...read,
    command: "agent",
    verb: "versions",
    aliases: ["deployments"],
    summary: "the versions of an agent, newest first",
    example: "/agent versions prod/support-line",
    arguments: { agent: required(agent) },
    flags: { id: agentId, project, page, json },
  },
  "agent.secrets": {
    ...read,
    command: "agent",
    verb: "secrets",
    summary: "names, kinds and dates of secrets, never values",
    example: "/agent secrets prod/support-line",
    arguments: { agent: required(agent) },
    flags: { id: agentId, project, page, json },
  },
  "agent.sessions": {
    ...read,
    command: "agent",
    verb: "sessions",
    summary: "calls that an agent has now and had lately (Pipecat Cloud)",
    example: "/agent sessions voice/voice-starter",
    arguments: { agent: required(agent) },
    flags: { id: agentId, project, page, json },
  },
  "agent.doctor": {
    ...read,
    command: "agent",
    verb: "doctor",
    needs: "operator",
    summary: "what is wrong with the set-up, and how to mend it",
    example: "/agent doctor",
    arguments: {},
    flags: { json },
  },
  "dispatch.help": {
    ...read,
    command: "dispatch",
    verb: "help",
    needs: null,
    summary: "how to send an agent into a room",
    example: "/dispatch help",
    arguments: {},
    flags: {},
  },
  "dispatch.create": {
    ...read,
    command: "dispatch",
    verb: null,
    changes: true,
    needs: "operator",
    summary: "send an agent into a room, and watch until it is there (LiveKit Cloud)",
    example: '/dispatch support-line room-1 --project prod --metadata "vip caller"',
    arguments: { agent: required(agent), room: required(room) },
    flags: {
      metadata: {
        kind: "value",
        placeholder: "text",
        summary: "given to the agent's job, at most 512 KiB",
        schema: z.string().check(z.refine((text) => utf8Length(text) <= MAX_METADATA_BYTES)),
        expected: "text of at most 512 KiB",
      },
      restart: {
        kind: "value",
        aliases: ["restart-policy"],
        placeholder: "on-failure|never",
        summary: "what happens when the job fails",
        schema: z.enum(["on-failure", "never"]),
        expected: "`on-failure` or `never`",
      },
      deployment: {
        kind: "value",
        placeholder: "name",
        summary: "a deployment other than production",
        schema: z.string().check(z.regex(/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/)),
        expected: "the name of a deployment: letters, digits, `-`, `_` and `.`, at most 63",
      },
      attr: {
        kind: "list",
        placeholder: "key=value",
        summary: "an attribute of the job; may be repeated",
        schema: z.pipe(
          z.string().check(z.regex(/^[^=]+=/)),
          z.transform((text) => ({
            key: text.slice(0, text.indexOf("=")),
            value: text.slice(text.indexOf("=") + 1),
          })),
        ),
        expected: "`key=value`",
      },
      project,
    },
  },
  "dispatch.list": {
    ...read,
    command: "dispatch",
    verb: "list",
    summary: "the dispatches of a room, with their jobs",
    example: "/dispatch list room-1 --project prod",
    arguments: { room: required(room), dispatchId: optional(dispatchId) },
    flags: { project, page, json },
  },
  "dispatch.delete": {
    ...read,
    command: "dispatch",
    verb: "delete",
    changes: true,
    needs: "operator",
    summary: "take an agent's dispatch out of a room",
    example: "/dispatch delete room-1 AD_x1y2z3 --project prod",
    arguments: { room: required(room), dispatchId: required(dispatchId) },
    flags: { project },
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandId = keyof typeof COMMANDS;
export type InputFor<Id extends CommandId> = InputOf<(typeof COMMANDS)[Id]>;

/** A command that has been understood: which one, with its typed input. */
export type Command = { [Id in CommandId]: CommandOf<Id> }[CommandId];
export interface CommandOf<Id extends CommandId> {
  readonly id: Id;
  readonly input: InputFor<Id>;
}

export const commandIds = Object.keys(COMMANDS) as readonly CommandId[];
export const usageFor = (id: CommandId): string => usageOf(COMMANDS[id]);
