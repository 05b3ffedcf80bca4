/** A source of 30 MiB on its way through a Worker: how much memory that takes, and how long beside `tar` and `gzip`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FileSeed } from "../sim/github/repository-seed.ts";
import { type Bundle, buildBundle } from "./build-bundle.ts";
import { readFootprint } from "./operations/read-footprint.ts";
import { runInWorkerd } from "./run-in-workerd.ts";
import { createLargeTree } from "./source/large-tree.ts";
import { type ServedRepository, serveRepository } from "./source/serve-repository.ts";
import { timeTar } from "./source/time-tar.ts";
import { renderSpread } from "./spread.ts";
import type { Table } from "./table.ts";

const SUBJECT = { label: "packing and uploading", main: "bench/source/source-worker.ts" };
const ROUNDS = 5;
const MIB = 1024 * 1024;
const NOWHERE = "http://127.0.0.1:9";

export async function benchSource(): Promise<Table> {
  const files = createLargeTree();
  const repository = await serveRepository(files);
  const directory = plant(files);
  const bundle = buildBundle(SUBJECT);
  const rounds: Round[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const tarMs = timeTar(directory);
      rounds.push({ tarMs, ...(await measure(bundle, repository)) });
    }
  } finally {
    repository.stop();
    rmSync(directory, { recursive: true });
  }
  const spread = (value: (round: Round) => number, digits: number): string =>
    renderSpread(rounds.map(value), digits);
  const { arrived } = repository.uploaded();
  return {
    title: "A source in a Worker",
    columns: ["", "median (least–most)"],
    rows: [
      ["compressed, MiB", (arrived / MIB).toFixed(1)],
      ["memory of workerd before, MiB", spread(({ idleMib }) => idleMib, 0)],
      ["its peak above that, MiB", spread(({ idleMib, peakMib }) => peakMib - idleMib, 0)],
      ["time, ms", spread(({ workerMs }) => workerMs, 0)],
      ["tar and gzip on the same tree, ms", spread(({ tarMs }) => tarMs, 0)],
      ["times tar and gzip", spread(({ workerMs, tarMs }) => workerMs / tarMs, 2)],
    ],
    notes: [
      `${Object.keys(files).length} files; downloaded from a server on this machine, unpacked, filtered, packed, and uploaded to it in one form of known length.`,
      `A new workerd for each of ${ROUNDS} rounds, which has answered one request before; resident memory of the process, whose peak is the most that ever was. tar reads from a warm disk.`,
    ],
  };
}

interface Round {
  readonly tarMs: number;
  readonly workerMs: number;
  readonly idleMib: number;
  readonly peakMib: number;
}

async function measure(bundle: Bundle, repository: ServedRepository): Promise<Omit<Round, "tarMs">> {
  const addresses = { slack: NOWHERE, livekit: NOWHERE, pipecat: NOWHERE, github: repository.address };
  const { url, pid, stop } = await runInWorkerd(bundle, addresses);
  try {
    await (await fetch(url)).text();
    const { nowMib: idleMib } = readFootprint([pid]);
    const started = performance.now();
    const response = await fetch(`${url}?upload=${repository.address}/upload`, { method: "POST" });
    const text = await response.text();
    const workerMs = performance.now() - started;
    const { announced, arrived } = repository.uploaded();
    if (response.status !== 200 || arrived !== announced || arrived < 29 * MIB)
      throw new Error(`the source did not arrive: ${text} ${announced} ${arrived}`);
    return { workerMs, idleMib, peakMib: readFootprint([pid]).peakMib };
  } finally {
    await stop();
  }
}

function plant(files: Readonly<Record<string, FileSeed>>): string {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-source-"));
  for (const [name, file] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof file === "string") writeFileSync(path, file);
    else if ("bytes" in file) writeFileSync(path, file.bytes);
  }
  return directory;
}
