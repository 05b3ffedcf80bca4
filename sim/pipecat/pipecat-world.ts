import type { SimulatorDeps } from "./simulator-deps.ts";
import { createDeploymentWorld, type DeploymentWorld } from "./world/deployment-world.ts";
import { createSessionWorld, type SessionWorld } from "./world/session-world.ts";
import { createSupplyWorld, type SupplyWorld } from "./world/supply-world.ts";

/** Changes to the world behind the API. A name that does not exist is a mistake of the caller and throws. */
export interface PipecatWorld extends DeploymentWorld, SessionWorld, SupplyWorld {}

export const createPipecatWorld = (deps: SimulatorDeps): PipecatWorld => ({
  ...createDeploymentWorld(deps),
  ...createSessionWorld(deps),
  ...createSupplyWorld(deps),
});
