import { readFileSync } from "node:fs";
import type { WorldAddresses } from "../sim/world/simulated-environment.ts";
import { type Bundle, buildBundle, HONO, PLAIN_BOLT, SUBJECTS } from "./build-bundle.ts";
import { median } from "./median.ts";
import { readStartupProfile, type StartupProfile } from "./read-startup-profile.ts";
import { runInWorkerd } from "./run-in-workerd.ts";
import { runWrangler } from "./run-wrangler.ts";
import { readCpuMs } from "./running-subject.ts";
import { sendCommand } from "./send-command.ts";
import { serveSlack } from "./serve-slack.ts";
import { renderSpread } from "./spread.ts";
import type { Table } from "./table.ts";

const ROUNDS = 5;

interface Start extends StartupProfile {
  /** CPU of a new workerd up to its first answer. */
  readonly firstAnswerMs: number;
}

/** What a new isolate costs before it can take its first request, and until it has answered it. */
export async function benchStartUp(): Promise<Table> {
  const slack = await serveSlack();
  try {
    const bundles = SUBJECTS.map(buildBundle);
    const starts = new Map<string, Start[]>(bundles.map(({ label }) => [label, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const bundle of bundles)
        starts.get(bundle.label)?.push({
          ...profileStartup(bundle),
          firstAnswerMs: await measureFirstAnswer(bundle, slack.addresses),
        });
    return toTable(starts);
  } finally {
    slack.stop();
  }
}

function profileStartup({ configFile, uploadFile }: Bundle): StartupProfile {
  const profile = `${uploadFile}.cpuprofile`;
  runWrangler(["check", "startup", "--config", configFile, "--worker", uploadFile, "--outfile", profile]);
  return readStartupProfile(readFileSync(profile, "utf8"));
}

async function measureFirstAnswer(bundle: Bundle, addresses: WorldAddresses): Promise<number> {
  const { url, pid, stop } = await runInWorkerd(bundle, addresses);
  try {
    await sendCommand(url);
    return readCpuMs(pid);
  } finally {
    await stop();
  }
}

function toTable(starts: ReadonlyMap<string, readonly Start[]>): Table {
  const all = (label: string, figure: keyof Start): readonly number[] =>
    (starts.get(label) ?? []).map((start) => start[figure]);
  const rest = median(all(HONO.label, "firstAnswerMs"));
  const figures = [
    (label: string) => all(label, "activeMs"),
    (label: string) => all(label, "scriptMs"),
    (label: string) => all(label, "firstAnswerMs").map((ms) => ms - rest),
  ];
  return {
    title: "Start-up",
    columns: ["Worker", "active ms", "to Bolt", "script ms", "to Bolt", "CPU ms, first answer", "to Bolt"],
    rows: [...starts.keys()].map((label) => [
      label,
      ...figures.flatMap((figure) => [
        renderSpread(figure(label), 0),
        `${(median(figure(label)) / median(figure(PLAIN_BOLT.label))).toFixed(2)} ×`,
      ]),
    ]),
    notes: [
      `Medians (least–most) of ${ROUNDS}, the Workers in turn. To Bolt: to the plain Bolt Worker.`,
      "Active: samples of `wrangler check startup` that are not idle, as wrangler prints it: the global scope, by the wall clock, so other load distorts it.",
      "Script: of it what is not `(program)`, the runtime's native work, such as loading Node's modules.",
      "CPU, first answer: of a new workerd until it has answered once, above that of Hono + HMAC. Other load distorts it less, and work put off to the first request counts.",
    ],
  };
}
