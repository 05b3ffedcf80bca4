import type { AgentStatus } from "../platforms/port.ts";
import type { ReadOptions } from "./create-answer.ts";
import { renderLiveKitStatus } from "./render-livekit-status.ts";
import { renderPipecatStatus } from "./render-pipecat-status.ts";
import type { View } from "./view.ts";

/** How one agent is: `/agent status prod/support-line`. */
export function renderAgentStatus(status: AgentStatus, options: ReadOptions): View {
  return status.platform === "livekit"
    ? renderLiveKitStatus(status, options)
    : renderPipecatStatus(status, options);
}
