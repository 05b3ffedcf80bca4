import type { Failure } from "../failure.ts";
import type { PlatformName } from "./port.ts";

const WHYS: Readonly<Record<PlatformName, ReadonlyMap<string, string>>> = {
  livekit: new Map([["scale", "its API has no call that sets the number of replicas"]]),
  pipecat: new Map([
    [
      "promote",
      "an agent has one deployment there, so there is none to promote; deploy the image or build that you want",
    ],
  ]),
};

const SERVICES: Readonly<Record<PlatformName, string>> = {
  livekit: "LiveKit Cloud",
  pipecat: "Pipecat Cloud",
};

/** What is said to who asks for such a change. */
export const notOffered = (platform: PlatformName, verb: string): Failure => ({
  kind: "not-offered",
  verb,
  service: SERVICES[platform],
  why: whyNotOffered(platform, verb) ?? "its API has no such call",
});

/** Why a platform has no such change of an agent, after "does not offer it:"; null where it has. */
export const whyNotOffered = (platform: PlatformName, verb: string): string | null =>
  WHYS[platform].get(verb) ?? null;
