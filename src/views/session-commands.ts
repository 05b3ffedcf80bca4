/** The texts of the commands about sessions, and the buttons that end them. */
import { quoteArgument } from "../commands/quote-argument.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { changeCommand } from "./change-commands.ts";
import type { CommandButton } from "./command-button.ts";
import { agentCommand } from "./command-texts.ts";
import { plainText } from "./escape-text.ts";

/** "/agent sessions voice/voice-starter --session 3f2a…". */
export const sessionCommand = (agent: AgentIdentity, sessionId: string): string =>
  `${agentCommand("sessions", agent)} --session ${quoteArgument(sessionId)}`;

/** The lines that one session wrote. */
export const sessionLogsButton = (agent: AgentIdentity, sessionId: string): CommandButton => ({
  label: "Logs",
  command: `${agentCommand("logs", agent)} --session ${quoteArgument(sessionId)}`,
});

/** Cuts one caller off. */
export const stopSessionButton = (agent: AgentIdentity, session: string): CommandButton => ({
  label: "Stop…",
  command: changeCommand({ agent, asked: { verb: "stop", session, room: null } }),
  confirmation: {
    title: "Stop this session?",
    text: "The caller is cut off at once, and nothing resumes. If the policy wants an approval, that is asked for first.",
    confirm: "Stop the session",
    deny: "Let it go on",
  },
});

/** Takes the agent out of one room; its people stay. */
export const leaveRoomButton = (agent: AgentIdentity, room: string): CommandButton => ({
  label: "Remove the agent…",
  command: changeCommand({ agent, asked: { verb: "stop", session: null, room } }),
  confirmation: {
    title: "Remove the agent?",
    text: `It leaves room ${plainText(room, 60)} at once and does not come back by itself; the people stay. If the policy wants an approval, that is asked for first.`,
    confirm: "Remove the agent",
    deny: "Let it stay",
  },
});

/** Ends what goes on at the moment of asking. */
export const stopAllButton = (agent: AgentIdentity): CommandButton => ({
  label: "Stop all…",
  command: changeCommand({ agent, asked: { verb: "stop", session: null, room: null } }),
  confirmation: {
    title: "Stop all sessions?",
    text: "Every caller is cut off at once, and nothing resumes. If the policy wants an approval, that is asked for first.",
    confirm: "Stop all sessions",
    deny: "Let them go on",
  },
});
