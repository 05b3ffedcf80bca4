/**
 * Several companies, each with a bot of its own: Workers of one build, each in a workerd of its own. An operation is two
 * objects of four open files together, so what a system lets one process open bounds how many one workerd can hold.
 */
import { existsSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import * as z from "zod";
import { childProcesses } from "../child-processes.ts";
import type { MeteredBundle } from "./build-metered-worker.ts";
import { type Company, type CompanyOptions, openCompany } from "./company.ts";
import { type MeterReading, meterReadingSchema } from "./meter-reading.ts";
import { StandingClock } from "./standing-clock.ts";
import { REAL_TIME, toWorldTime, withSpeed } from "./world-clock.ts";

export interface Companies {
  readonly all: readonly CompanyWithBot[];
  /** Of the workerds. */
  readonly pids: readonly number[];
  /** What the bots logged as errors. */
  readonly errors: readonly string[];
  /** The time in the world, in milliseconds since 1970. */
  now(): number;
  /** How fast that time goes by from now on. */
  setSpeed(speed: number): Promise<void>;
  /** Clouds that stood still go on. */
  letCloudsGo(): void;
  stop(): Promise<void>;
}

export interface CompanyWithBot extends Company {
  readMeter(): Promise<MeterReading>;
  listOperations(): Promise<readonly ListedOperation[]>;
}

export type CompanyWish = Pick<CompanyOptions, "agents" | "approvals" | "latencyMs" | "slackLatencyMs">;

const operationsSchema = z.array(z.object({ id: z.string(), phase: z.string() }));
export type ListedOperation = z.infer<typeof operationsSchema>[number];

/** Files in memory: how long a busy disk makes a thousand databases wait is not what is measured. */
const MEMORY = "/dev/shm";

/** `cloudsStand`: no change comes to its end before the clouds are let go. */
export async function openCompanies(
  bundle: MeteredBundle,
  wishes: readonly CompanyWish[],
  { cloudsStand }: { readonly cloudsStand: boolean },
): Promise<Companies> {
  let clock = REAL_TIME;
  const now = () => toWorldTime(clock, Date.now());
  const clouds = new StandingClock(now);
  const urls: URL[] = [];
  const companies = await Promise.all(
    wishes.map((wish, index) =>
      openCompany({
        ...wish,
        cloudNow: cloudsStand ? () => clouds.now() : now,
        slackNow: now,
        deliver: (request) => fetch(new Request(new URL("/slack/events", urls[index]), request)),
      }),
    ),
  );
  const errors: string[] = [];
  // Where miniflare puts the databases, and cleans up after itself.
  if (existsSync(MEMORY)) process.env.TMPDIR = MEMORY;
  const started: StartedWorkerd[] = [];
  for (const { environment } of companies) {
    const workerd = await startWorkerd(bundle, environment, (message) => void errors.push(message));
    started.push(workerd);
    urls.push(workerd.url);
  }

  const ask = async (index: number, path: string): Promise<unknown> => {
    const response = await fetch(new URL(`/bench/${path}`, urls[index]));
    if (!response.ok) throw new Error(`/bench/${path} answered ${response.status}`);
    return await response.json();
  };
  return {
    all: companies.map((company, index) => ({
      ...company,
      readMeter: async () => meterReadingSchema.parse(await ask(index, "meter")),
      listOperations: async () => operationsSchema.parse(await ask(index, "operations")),
    })),
    pids: started.map(({ pid }) => pid),
    errors,
    now,
    async setSpeed(speed) {
      clock = withSpeed(clock, speed, Date.now());
      const path = `clock?realAt=${clock.realAt}&worldAt=${clock.worldAt}&speed=${speed}`;
      await Promise.all(companies.map((_, index) => ask(index, path)));
    },
    letCloudsGo: () => clouds.letGo(),
    async stop() {
      await Promise.all(started.map(({ miniflare }) => miniflare.dispose()));
      for (const { stop } of companies) stop();
    },
  };
}

interface StartedWorkerd {
  readonly miniflare: Miniflare;
  readonly url: URL;
  readonly pid: number;
}

async function startWorkerd(
  bundle: MeteredBundle,
  bindings: Company["environment"],
  onError: (message: string) => void,
): Promise<StartedWorkerd> {
  const before = childProcesses();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      handleStructuredLogs: ({ level, message }) => level === "error" && onError(message),
      workers: [
        {
          name: "bot",
          modules: true,
          scriptPath: bundle.mainFile,
          compatibilityDate: bundle.compatibilityDate,
          durableObjects: bundle.durableObjects,
          bindings,
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
        },
      ],
    }),
  );
  await miniflare.ready;
  const [pid, ...others] = childProcesses().filter((child) => !before.includes(child));
  if (pid === undefined || others.length > 0) throw new Error("miniflare did not start exactly one workerd");
  return { miniflare, url: await miniflare.unsafeGetDirectURL("bot"), pid };
}
