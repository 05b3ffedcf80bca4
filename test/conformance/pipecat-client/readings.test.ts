/** What the official client and the bot make of the same agent at the same moment. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createPipecatCloud } from "../../../sim/pipecat/pipecat-cloud.ts";
import type { PipecatWorld } from "../../../sim/pipecat/pipecat-world.ts";
import { startingOrganization } from "../../../sim/pipecat/starting-organization.ts";
import { missingModule } from "../../../sim/pipecat/troubles.ts";
import { createPipecatPlatform } from "../../../src/platforms/pipecat/pipecat-platform.ts";
import type { Health } from "../../../src/platforms/port.ts";
import { START, setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

const NAME = "voice-starter";
const IMAGE = "your-org/voice-starter:1.6";
/** Each world is looked at once a second for so long. */
const SECONDS = 40;

/** What happens to the agent before it is looked at. */
const WORLDS: Readonly<Record<string, (world: PipecatWorld) => void>> = {
  nothing: () => {},
  "scaled to zero": (world) => world.scaleToZero(NAME),
  "a good deploy": (world) => void world.deploy(NAME, { image: IMAGE }),
  "a deploy that the operator does not take up": (world) => {
    world.holdOperator(NAME);
    world.deploy(NAME, { image: IMAGE });
  },
  "an image that is in no registry": (world) => {
    world.breakImage(IMAGE);
    world.deploy(NAME, { image: IMAGE });
  },
  "a deploy that crashes": (world) => {
    world.breakImage(IMAGE, missingModule);
    world.deploy(NAME, { image: IMAGE });
  },
  "a deploy that no machine takes": (world) => {
    world.breakImage(IMAGE, { kind: "stalled" });
    world.deploy(NAME, { image: IMAGE });
  },
  "a crash of what runs": (world) => world.crash(NAME),
  "a crash that the platform has given up on": (world) => world.giveUp(NAME),
  "a crash that was healed": (world) => {
    world.crash(NAME);
    world.heal(NAME);
  },
};

/** The phases of the official client, and what the bot may say at the same moment. */
const MEANING: Readonly<Record<string, readonly Health[]>> = {
  ready: ["healthy", "asleep"],
  waiting_for_operator: ["working"],
  progressing_new: ["working"],
  progressing_available: ["working"],
  degraded_available: ["failed"],
  unavailable: ["failed"],
};

interface Moment {
  readonly world: string;
  readonly second: number;
  /** What the bot says. */
  readonly health: Health;
  /** What the organization's API says, which the official client reads. */
  readonly service: unknown;
}

async function* watch(world: string): AsyncGenerator<Moment> {
  let time = START;
  const cloud = createPipecatCloud({
    now: () => time,
    delay: async () => {},
    seed: startingOrganization(START),
  });
  const apiUrl = "http://pipecat.test/v1";
  const project = { platform: "pipecat", name: "voice", apiUrl, apiKey: "sk_local" } as const;
  const platform = createPipecatPlatform(project, { fetch: cloud.fetch });
  const headers = { authorization: "Bearer pcc_pat_local", "user-agent": "test" };
  const address = `${apiUrl}/organizations/local-org/services/${NAME}`;
  WORLDS[world]?.(cloud.world);
  for (let second = 0; second <= SECONDS; second += 1) {
    const status = await platform.describeAgent({ id: NAME, name: NAME });
    if (!status.ok) throw new Error(status.failure.kind);
    const answer = await cloud.fetch(new Request(address, { headers }));
    const { body } = z.object({ body: z.unknown() }).parse(await answer.json());
    yield { world, second, health: status.value.health ?? "unknown", service: body };
    time += 1_000;
  }
}

describe("an agent at a moment", () => {
  it("is ready, on its way or broken for the bot whenever it is for the official client", async (test) => {
    const moments: Moment[] = [];
    for (const world of Object.keys(WORLDS)) for await (const moment of watch(world)) moments.push(moment);
    const { script, directory } = await open(test);
    const file = join(directory, "services.json");
    writeFileSync(file, JSON.stringify(moments.map(({ service }) => service)));
    const { stdout } = await script("interpret_status.py", file);
    const phases = z.array(z.string()).parse(JSON.parse(stdout));
    const readings = moments.map(({ world, second, health }, index) => {
      const phase = phases[index] ?? "none";
      return { world, second, health, phase, agree: MEANING[phase]?.includes(health) ?? false };
    });
    expect(readings.filter(({ agree }) => !agree)).toEqual([]);
    expect([...new Set(phases)].toSorted()).toEqual(Object.keys(MEANING).toSorted());
  });
});
