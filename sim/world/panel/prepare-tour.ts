/** Makes the world one in which the tour's steps have something to show, whatever was done to it before. */
import type { SimulatedWorld } from "../simulated-world.ts";
import { clearTroubles } from "./troubles.ts";

/** So that nobody waits a minute for a rollout. */
const SPEED = 10;

/** The agents of the tour: one whose changes have to be approved, one whose changes have not. */
const SUBJECTS = [
  { project: "prod", agent: "support-line" },
  { project: "staging", agent: "support-line" },
] as const;

export function prepareTour(world: SimulatedWorld): void {
  world.clock.setSpeed(SPEED);
  clearTroubles(world);
  for (const subject of SUBJECTS) {
    const { project, agent: name } = subject;
    const agent = world.livekit
      .state()
      .projects.find((candidate) => candidate.name === project)
      ?.agents.find((candidate) => candidate.name === name);
    // Somebody may have deleted it; then the bot says so, and the tour goes on.
    if (!agent || agent.rollouts.length > 0) continue;
    if (agent.deployments.some(({ status }) => status === "CrashLoop")) world.livekit.world.heal(subject);
    const deployed = agent.versions.filter(({ deployedAt }) => deployedAt !== null);
    const oldest = deployed.toSorted((one, other) => one.createdAt - other.createdAt)[0];
    // Rolled back to the end: somebody ships something new, so that there is something to roll back.
    if (oldest?.current) world.livekit.world.deploy(subject, { attributes: { git_branch: "main" } });
  }
}
