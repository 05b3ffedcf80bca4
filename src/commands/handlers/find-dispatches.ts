/** The LiveKit project whose rooms a command is about. */
import { fail, type Result, succeed } from "../../failure.ts";
import { type AgentPlatform, type DispatchService, SERVICE_NAMES } from "../../platforms/port.ts";
import { selectPlatforms } from "./find-agent.ts";

export interface DispatchProject {
  readonly project: string;
  readonly dispatches: DispatchService;
}

/** The named project, or the only one that has rooms; a room's name exists in every project, so it is never guessed. */
export function findDispatches(
  verb: string,
  project: string | null,
  platforms: readonly AgentPlatform[],
): Result<DispatchProject> {
  const selected = selectPlatforms(project, platforms);
  if (!selected.ok) return selected;
  const usable = selected.value.flatMap((platform) =>
    platform.dispatches ? [{ project: platform.project, dispatches: platform.dispatches }] : [],
  );
  const [only, second] = usable;
  if (!only) return fail(noDispatches(verb));
  if (second)
    return fail({ kind: "project-needed", verb, projects: usable.map((candidate) => candidate.project) });
  return succeed(only);
}

/** Pipecat Cloud starts a session of an agent; it sends no agent into a room that already exists. */
export const noDispatches = (verb: string) =>
  ({
    kind: "not-offered",
    verb,
    service: SERVICE_NAMES.pipecat,
    why: "it has no rooms to send agents into",
  }) as const;
