/** The levers of the world panel: what happens to the clouds, to Slack and to the Worker, and what they say to each other. */
import { Hono } from "hono";
import { validator } from "hono/validator";
import { requireOwnRequest } from "../own-requests.ts";
import { readBy } from "../read-by.ts";
import type { SimulatedWorld } from "../simulated-world.ts";
import { actOnAgent } from "./act-on-agent.ts";
import type { CallRecord } from "./call-record.ts";
import { describeAgents } from "./describe-agents.ts";
import {
  agentActSchema,
  bareActSchema,
  type Panel,
  panelQuerySchema,
  speedActSchema,
  troubleActSchema,
} from "./panel-protocol.ts";
import { prepareTour } from "./prepare-tour.ts";
import { clearTroubles, readTroubles, setTrouble } from "./troubles.ts";

export interface WorldControls {
  readonly world: SimulatedWorld;
  readonly calls: CallRecord;
  /** What the bot calls the organization in the simulated Pipecat Cloud. */
  readonly pipecatProject: string;
  readonly worker: {
    /** It answers now. */
    isThere(): boolean;
    /** SIGKILL for it and everything that keeps it; it is started again by who watches over it. */
    kill(): void;
    readonly kills: number;
  };
}

export function createWorldApi({ world, calls, pipecatProject, worker }: WorldControls): Hono {
  const api = new Hono().basePath("/api/world");
  const done = { done: true } as const;
  api.use(requireOwnRequest);
  api
    .get("/", validator("query", readBy(panelQuerySchema)), (c) => {
      const log = calls.list(c.req.valid("query").since);
      return c.json({
        agents: [...describeAgents(world, pipecatProject)],
        troubles: readTroubles(world),
        speed: world.clock.speed,
        aheadMs: world.clock.aheadMs,
        worker: { isThere: worker.isThere(), kills: worker.kills },
        calls: [...log.calls],
        since: log.since,
      } satisfies Panel);
    })
    .post("/agent", validator("json", readBy(agentActSchema)), (c) => {
      actOnAgent(world, c.req.valid("json"));
      return c.json(done);
    })
    .post("/trouble", validator("json", readBy(troubleActSchema)), (c) => {
      const { service, trouble } = c.req.valid("json");
      setTrouble(world, service, trouble);
      return c.json(done);
    })
    .post("/speed", validator("json", readBy(speedActSchema)), (c) => {
      world.clock.setSpeed(c.req.valid("json").speed);
      return c.json(done);
    })
    .post("/heal", validator("json", readBy(bareActSchema)), (c) => {
      clearTroubles(world);
      for (const { platform, project, name, tone } of describeAgents(world, pipecatProject))
        if (tone === "failed") actOnAgent(world, { platform, project, name, act: "heal" });
      return c.json(done);
    })
    .post("/prepare", validator("json", readBy(bareActSchema)), (c) => {
      prepareTour(world);
      return c.json(done);
    })
    .post("/kill", validator("json", readBy(bareActSchema)), (c) => {
      worker.kill();
      return c.json(done);
    });
  // The worlds throw at what is not there.
  api.onError((error, c) => c.json({ error: error.message }, 409));
  return api;
}
