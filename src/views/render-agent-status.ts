import type { AgentHold } from "../operations/agent-hold.ts";
import type { AgentStatus } from "../platforms/port.ts";
import type { ReadOptions } from "./create-answer.ts";
import { renderLiveKitStatus } from "./render-livekit-status.ts";
import { renderPipecatStatus } from "./render-pipecat-status.ts";
import type { View } from "./view.ts";

const NOBODY: AgentHold = { operation: null, lock: null };

/** How one agent is, and who has it: `/agent status prod/support-line`. */
export function renderAgentStatus(status: AgentStatus, options: ReadOptions, hold: AgentHold = NOBODY): View {
  return status.platform === "livekit"
    ? renderLiveKitStatus(status, options, hold)
    : renderPipecatStatus(status, options, hold);
}
