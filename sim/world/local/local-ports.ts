/** Where `npm start` serves what. */
import type { WorldAddresses } from "../simulated-environment.ts";

export const DEFAULT_PORT_BASE = 8_787;

export interface LocalPorts {
  readonly worker: number;
  readonly page: number;
  readonly slack: number;
  readonly livekit: number;
  readonly pipecat: number;
  readonly github: number;
}

export function localPorts(base: number): LocalPorts {
  return {
    worker: base,
    page: base + 3,
    slack: base + 4,
    livekit: base + 5,
    pipecat: base + 6,
    github: base + 7,
  };
}

export function localAddresses(ports: LocalPorts): WorldAddresses {
  return {
    slack: `http://localhost:${ports.slack}`,
    livekit: `http://localhost:${ports.livekit}`,
    pipecat: `http://localhost:${ports.pipecat}`,
    github: `http://localhost:${ports.github}`,
  };
}
