/**
 * What the buttons of a card say, as commands: so they can be typed in a thread too, and take the same way. No role is
 * asked for here, because the policy of the operation decides who may.
 */
import * as z from "zod/mini";
import type { CommandSpec } from "./command-spec.ts";
import { reason, required } from "./command-values.ts";

const decision = { aliases: [], changes: true, needs: null, onCards: true, command: "agent" } as const;

const operation = required({
  placeholder: "operation-id",
  summary: "the id of an operation, as its card and `/agent operations` show it",
  schema: z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{20}$/)),
  expected: "the id of an operation: 20 letters and digits",
});

export const DECISION_COMMANDS = {
  "agent.approve": {
    ...decision,
    verb: "approve",
    summary: "say yes to an operation that waits for approval",
    example: "/agent approve 7K2M9QW4ZT1C8RX5VB3D --plan 4f2a91c0",
    arguments: { operation },
    flags: {
      plan: {
        kind: "value",
        placeholder: "digest",
        summary: "the plan that is approved, as its card shows it",
        schema: z.string().check(z.regex(/^[0-9a-f]{8,64}$/)),
        expected: "the digest of the plan: 8 or more of `0`–`9` and `a`–`f`",
      },
      comment: { ...reason, summary: "a comment, for the others and for the audit log" },
    },
  },
  "agent.reject": {
    ...decision,
    verb: "reject",
    summary: "say no to an operation that waits for approval",
    example: '/agent reject 7K2M9QW4ZT1C8RX5VB3D --reason "wait for the morning"',
    arguments: { operation },
    flags: { reason: { ...reason, summary: "why not, for who asked and for the audit log" } },
  },
  "agent.cancel": {
    ...decision,
    verb: "cancel",
    summary: "take back what you asked for, before it is done",
    example: "/agent cancel 7K2M9QW4ZT1C8RX5VB3D",
    arguments: { operation },
    flags: { reason },
  },
  "agent.enter-values": {
    ...decision,
    verb: "enter-values",
    summary: "enter the values of secrets that an operation of yours waits for, in a form",
    example: "/agent enter-values 7K2M9QW4ZT1C8RX5VB3D",
    arguments: { operation },
    flags: {},
  },
  "agent.proceed": {
    ...decision,
    verb: "proceed",
    summary: "do again what cannot be proven to have happened, or roll back without waiting",
    example: "/agent proceed 7K2M9QW4ZT1C8RX5VB3D",
    arguments: { operation },
    flags: {},
  },
  "agent.keep": {
    ...decision,
    verb: "keep",
    summary: "leave things as they are: no automatic rollback, no second attempt",
    example: "/agent keep 7K2M9QW4ZT1C8RX5VB3D",
    arguments: { operation },
    flags: {},
  },
  "agent.unfollow": {
    ...decision,
    needs: "viewer",
    verb: "unfollow",
    summary: "stop showing what is new in a log",
    example: "/agent unfollow 7K2M9QW4ZT1C8RX5VB3D",
    arguments: { operation },
    flags: {},
  },
} as const satisfies Record<string, CommandSpec>;
