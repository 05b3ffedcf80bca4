/** A hundred agents on both clouds, each like one of the starting world: healthy, asleep, crashing, broken. */
import type { ProjectSeed } from "../sim/livekit/project-seed.ts";
import { startingProjects } from "../sim/livekit/starting-projects.ts";
import type { Organization } from "../sim/pipecat/organization.ts";
import { startingOrganization } from "../sim/pipecat/starting-organization.ts";

export const PIPECAT_AGENTS = 50;
/** In each of two projects. */
const LIVEKIT_AGENTS = 25;

export function liveKitProjects(now: number): readonly ProjectSeed[] {
  return startingProjects(now).map((project) => ({
    ...project,
    agents: repeat(project.agents, LIVEKIT_AGENTS).map((agent, index) => ({
      ...agent,
      id: `CA_${project.name}${index}`,
      name: `${agent.name}-${index}`,
    })),
  }));
}

export function pipecatOrganization(now: number): Organization {
  const organization = startingOrganization(now);
  return {
    ...organization,
    agents: repeat(organization.agents, PIPECAT_AGENTS).map((agent, index) => ({
      ...agent,
      id: crypto.randomUUID(),
      name: `${agent.name}-${index}`,
    })),
  };
}

const repeat = <T>(templates: readonly T[], count: number): T[] =>
  Array.from({ length: Math.ceil(count / templates.length) }, () => templates)
    .flat()
    .slice(0, count);
