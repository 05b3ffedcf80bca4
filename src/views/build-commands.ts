import { quoteArgument } from "../commands/quote-argument.ts";
import type { BuildScope } from "./build-scope.ts";
import { changeCommand } from "./change-commands.ts";
import type { CommandButton } from "./command-button.ts";
import { agentCommand } from "./command-texts.ts";

/** "/agent builds voice/voice-starter", "/agent builds voice". */
export const buildsCommand = ({ project, agent }: Pick<BuildScope, "project" | "agent">): string =>
  agent === null ? `/agent builds ${quoteArgument(project)}` : agentCommand("builds", agent);

/** A build is asked for by its UUID; whatever else stands there is shown and leads nowhere. */
const BUILD_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "/agent builds voice --build 7d0f6a52-…"; null where it cannot be asked for. */
export const buildCommand = (scope: Pick<BuildScope, "project" | "agent">, buildId: string): string | null =>
  BUILD_ID.test(buildId) ? `${buildsCommand(scope)} --build ${buildId}` : null;

/** The form asks why. */
export const deployBuildButton = (
  agent: NonNullable<BuildScope["agent"]>,
  buildId: string,
): CommandButton => ({
  label: "Deploy this build…",
  command: `${changeCommand({ agent, asked: { verb: "deploy", update: { buildId } } })} --reason`,
  ask: true,
});
