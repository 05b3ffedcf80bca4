import { type Failure, fail, succeed } from "../../failure.ts";
import type { AgentIdentity, AgentPlatform } from "../../platforms/port.ts";
import { renderJson } from "../../views/render-json.ts";
import { renderRoomSessions } from "../../views/render-room-sessions.ts";
import { renderSession } from "../../views/render-session.ts";
import { renderSessions } from "../../views/render-sessions.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { findAgent } from "./find-agent.ts";

/** `/agent sessions <agent>`: the calls of an agent, the rooms that it is in, or one session with what it used. */
export const sessions: Handler<"agent.sessions"> = async (input, { deps, asking }) => {
  const usage = usageFor("agent.sessions");
  const found = await findAgent(input, usage, deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  const { agent } = listed;
  const mistake = findMistake(platform, input, usage);
  if (mistake) return fail(mistake);
  const options = { now: deps.now(), audience: asking.audience, page: input.page ?? 1 };
  if (input.session !== null) {
    const [detail, current] = await Promise.all([
      describe(platform, agent, input.session),
      currentDeployment(platform, agent),
    ]);
    if (!detail.ok) return detail;
    const view = input.json
      ? renderJson(detail.value)
      : renderSession(agent, detail.value, { ...options, current });
    return succeed(answerWith(view, asking));
  }
  const { status, room } = input;
  const [list, current] = await Promise.all([
    platform.listSessions(agent, { status: status ?? "all", room }),
    currentDeployment(platform, agent),
  ]);
  if (!list.ok) return list;
  const view = input.json
    ? renderJson(list.value)
    : platform.name === "livekit"
      ? renderRoomSessions(agent, list.value, { ...options, status, room })
      : renderSessions(agent, list.value, { ...options, status, current });
  return succeed(answerWith(view, asking));
};

/** A session is named by its id on one platform, by its room on the other. */
function findMistake(
  { name }: AgentPlatform,
  { session, room }: InputFor<"agent.sessions">,
  usage: string,
): Failure | null {
  if (name === "livekit" && session !== null) {
    const expected = "left out on LiveKit Cloud, where a session is a room: give `--room`";
    return { kind: "bad-value", usage, name: "--session", expected };
  }
  if (name === "pipecat" && room !== null) {
    const expected = "left out on Pipecat Cloud, where a session has an id: give `--session`";
    return { kind: "bad-value", usage, name: "--room", expected };
  }
  return null;
}

async function describe(platform: AgentPlatform, agent: AgentIdentity, session: string) {
  const detail = await platform.describeSession(agent, session);
  return !detail.ok && detail.failure.kind === "platform-not-found"
    ? fail({ kind: "session-not-found", agent, session })
    : detail;
}

/** The deployment that new sessions get; null where that is not told: then no session is called old. */
async function currentDeployment(platform: AgentPlatform, agent: AgentIdentity): Promise<string | null> {
  if (platform.name !== "pipecat") return null;
  const status = await platform.describeAgent(agent);
  return status.ok && status.value.platform === "pipecat" ? status.value.desiredDeploymentId : null;
}
