/** `/dispatch`: agents into rooms and out of them. */
import * as z from "zod/mini";
import type { CommandSpec } from "./command-spec.ts";
import {
  agent,
  deploymentName,
  json,
  optional,
  page,
  project,
  read,
  required,
  room,
} from "./command-values.ts";

/** Metadata that LiveKit accepts, in UTF-8 bytes (livekit-server config.go, `max_metadata_size`). */
export const MAX_METADATA_BYTES = 512 * 1024;
/** All attributes of one dispatch together, keys and values, in UTF-8 bytes. */
export const MAX_ATTRIBUTES_BYTES = 64 * 1024;

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

const dispatchId = {
  placeholder: "dispatch-id",
  summary: "the id of a dispatch, `AD_…`",
  schema: z.string().check(z.regex(/^[\w.:-]{1,200}$/)),
  expected: "the id of a dispatch, such as `AD_x1y2z3`",
} as const;

export const DISPATCH_COMMANDS = {
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
      deployment: { ...deploymentName, summary: "a deployment other than production" },
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
