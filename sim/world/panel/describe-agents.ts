/** The agents of the simulated clouds, as they are at this moment. */
import type { SimulatedWorld } from "../simulated-world.ts";
import type { ShownAgent } from "./panel-protocol.ts";

type Tone = ShownAgent["tone"];

/** LiveKit's words; all others say that something is under way. */
const LIVEKIT_TONES: Readonly<Record<string, Tone>> = {
  Running: "healthy",
  Sleeping: "asleep",
  CrashLoop: "failed",
  Error: "failed",
  "Build Failed": "failed",
};

/** `pipecatProject` is what the bot calls the organization. */
export function describeAgents(world: SimulatedWorld, pipecatProject: string): readonly ShownAgent[] {
  return [...describeLiveKit(world), ...describePipecat(world, pipecatProject)];
}

function describeLiveKit(world: SimulatedWorld): ShownAgent[] {
  return world.livekit.state().projects.flatMap(({ name: project, agents }) =>
    agents.map(({ name, deployments }) => ({
      platform: "livekit" as const,
      project,
      name,
      tone: worst(deployments.map(({ status }) => LIVEKIT_TONES[status] ?? "working")),
      lines: deployments.map(({ region, deployment, status, version, replicas, minReplicas, maxReplicas }) =>
        [
          deployment === "" ? region : `${region} (${deployment})`,
          status,
          `${replicas} of ${minReplicas}–${maxReplicas} replicas`,
          version,
        ].join(" · "),
      ),
    })),
  );
}

function describePipecat(world: SimulatedWorld, project: string): ShownAgent[] {
  return world.pipecat
    .state()
    .agents.map(({ name, current, ready, available, activeSessionCount, scaling, desired }) => {
      const replicas = current?.readyReplicas ?? 0;
      return {
        platform: "pipecat" as const,
        project,
        name,
        tone: tonePipecat(ready, replicas, current?.health?.reason),
        lines: [
          [
            current?.phase ?? "Waiting",
            `${replicas} of ${scaling.minReplicas}–${scaling.maxReplicas} replicas`,
            `${activeSessionCount} live`,
            ...(available ? [] : ["takes no calls"]),
          ].join(" · "),
          [desired.settings.image ?? desired.settings.buildId ?? "", current?.health?.reason ?? ""]
            .filter((part) => part !== "")
            .join(" · "),
        ],
      };
    });
}

function tonePipecat(isReady: boolean, replicas: number, trouble: string | undefined): Tone {
  if (isReady) return replicas === 0 ? "asleep" : "healthy";
  return trouble === undefined ? "working" : "failed";
}

const ORDER: readonly Tone[] = ["failed", "working", "healthy", "asleep"];

const worst = (tones: readonly Tone[]): Tone => ORDER.find((tone) => tones.includes(tone)) ?? "asleep";
