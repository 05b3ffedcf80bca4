/** `npm run say -- "/agent status"`: what the page does, from a terminal. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Scene } from "./playground/scene.ts";
import { converse } from "./terminal/converse.ts";
import { NotThere } from "./terminal/find-place.ts";
import { createPageClient, PageRefusal } from "./terminal/page-client.ts";
import { parseSayArguments, SAY_USAGE } from "./terminal/parse-say-arguments.ts";
import { printForm, printMessage } from "./terminal/print-answer.ts";
import { createReader, type Reader } from "./terminal/print-text.ts";
import type { News } from "./terminal/transcript.ts";
import { localPorts } from "./world/local/local-ports.ts";
import { runMomentaryWorld } from "./world/local/run-momentary-world.ts";
import type { ShownMessage, ShownModal } from "./world/page-protocol.ts";

const EXIT = { answered: 0, failed: 1, notAsAsked: 2 };

const delay = async (ms: number): Promise<void> => await sleep(ms);
const asked = parseSayArguments(process.argv.slice(2)) ?? quit(SAY_USAGE, EXIT.notAsAsked);
const { origin, stop } = await openWorld();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void end(EXIT.failed));

/** As each looks now, by `ts`, and the form that is open: for JSON, which is told once and whole. */
const heard = new Map<string, ShownMessage>();
let form: ShownModal | null = null;

try {
  const page = createPageClient(origin, fetch);
  const problem = await converse(page, asked, { delay, show, showForm });
  if (asked.json) print(JSON.stringify({ messages: [...heard.values()], form }, null, 2));
  if (problem !== null) warn(problem);
  await end(problem === null ? EXIT.answered : EXIT.failed);
} catch (error) {
  if (error instanceof NotThere) {
    warn(error.message);
    await end(EXIT.notAsAsked);
  }
  // What fetch throws when the world ends in the middle is a TypeError.
  if (!(error instanceof PageRefusal) && !(error instanceof TypeError)) throw error;
  warn(`The playground at ${origin} did not do that: ${error.message}`);
  await end(EXIT.failed);
}

function show(news: readonly News[], scene: Scene): void {
  for (const { message, isAgain } of news) {
    heard.set(message.ts, message);
    if (!asked.json) print(`${printMessage(message, readerOf(scene), isAgain)}\n`);
  }
}

function showForm(opened: ShownModal, scene: Scene): void {
  form = opened;
  if (!asked.json) print(`${printForm(opened, readerOf(scene))}\n`);
}

function readerOf({ workspace }: Scene): Reader {
  return createReader(workspace, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The playground that runs, or a world that ends with this command. */
async function openWorld(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const pageOf = (port: number): string => `http://127.0.0.1:${port}`;
  const running = pageOf(localPorts(asked.portBase).page);
  if (!asked.fresh && (await answers(running))) return { origin: running, stop: async () => {} };
  if (!asked.fresh)
    warn(
      `No playground runs at ${running}, so this is said in a new world that ends with it. npm start runs one that stays.`,
    );
  const root = join(import.meta.dirname, "..");
  const world = await runMomentaryWorld({ root, now: () => Date.now(), delay, say: warn });
  return { origin: pageOf(world.ports.page), stop: world.stop };
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    () => true,
    () => false,
  );
}

async function end(code: number): Promise<never> {
  await stop();
  process.exit(code);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function warn(text: string): void {
  process.stderr.write(`${text}\n`);
}

function quit(text: string, code: number): never {
  warn(text);
  process.exit(code);
}
