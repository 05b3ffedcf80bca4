/** A followed log as a kind of operation: a read that goes on for a while. It is no change, so nobody is asked for it, it takes no agent, and neither the list of operations nor the audit log has it. */
import { renderFollow } from "../views/render-follow.ts";
import {
  decideFollow,
  type FollowEffect,
  type FollowEvent,
  type FollowOperation,
  isFollowOver,
  LOOK_EVERY_MS,
} from "./follow-operation.ts";
import { parseFollowRecord } from "./follow-record.ts";
import type { OperationKind } from "./operation-kind.ts";
import { performFollowEffect } from "./perform-follow-effect.ts";

export const followKind: OperationKind<FollowOperation, FollowEvent, FollowEffect> = {
  isUnlisted: true,
  parse: parseFollowRecord,
  decide: decideFollow,
  perform: (_, operation, ports) => performFollowEffect(operation, ports),
  draw: renderFollow,
  summarize: (operation) => ({
    id: operation.id,
    verb: "follow",
    project: operation.agent.project,
    agentId: operation.agent.id,
    agentName: operation.agent.name,
    askedBy: operation.askedBy,
    startedAt: operation.startedAt,
    phase: operation.phase,
    endedAt: isFollowOver(operation) ? operation.phaseSince : null,
  }),
  // The next look is the watchdog of this one.
  watchdogMs: () => LOOK_EVERY_MS,
  cardDelayMs: () => 0,
  isDecision: () => false,
  notes: () => [],
  audit: () => [],
  log: null,
};
