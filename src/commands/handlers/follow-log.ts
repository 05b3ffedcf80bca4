import { fail, type Result, succeed } from "../../failure.ts";
import type { LogQuestion } from "../../operations/log-question.ts";
import { operationIdOf } from "../../operations/operation-id.ts";
import type { AgentIdentity, AgentPlatform } from "../../platforms/port.ts";
import type { Answer, CommandContext, Handler } from "../command-context.ts";
import { requireOwnChannel } from "./require-own-channel.ts";

/** `/agent logs <agent> --follow`: hands over to an object of its own, whose message is the answer. */
export async function followLog(
  platform: AgentPlatform,
  agent: AgentIdentity,
  question: LogQuestion,
  context: CommandContext,
): Promise<Result<Answer>> {
  const { asking, workspace } = context;
  const allowed = await requireOwnChannel(context, "logs --follow", "roles.viewer");
  if (!allowed.ok) return allowed;
  // What can never be read is said at once, and not in a message for all.
  if (platform.name === "livekit" && question.session !== null) {
    const refused = await platform.readLogTail(agent, {
      lines: 1,
      deploymentId: null,
      sessionId: question.session,
    });
    if (!refused.ok) return refused;
  }
  const { actor, channelId, threadTs, requestKey } = asking;
  const { failure } = await workspace.startFollow({
    // The same button may be pressed again when it is over, so the press counts and not what it says.
    id: await operationIdOf(actor.teamId, requestKey),
    agent,
    question,
    askedBy: actor.userId,
    channelId,
    threadTs,
  });
  return failure ? fail(failure) : succeed({ view: null, visibility: "ephemeral" });
}

/** `/agent unfollow <operation>`: anybody who may read it may end it. */
export const unfollow: Handler<"agent.unfollow"> = async ({ operation }, { asking, workspace }) => {
  const refusal = await workspace.stopFollow(operation, asking.actor.userId);
  if (!refusal) return succeed({ view: null, visibility: "ephemeral" });
  return fail(refusal.kind === "operation-not-found" ? { ...refusal, operationId: operation } : refusal);
};
