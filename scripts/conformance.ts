/**
 * `npm run conformance`: real servers and official clients against the bot and its simulators. What they need is
 * installed at pinned versions into the user's cache, which takes some minutes the first time; `-- --prepare` does that
 * and nothing else. `-- slack` runs one part; what else is given goes to Vitest.
 */
import { prepareFileReader } from "../test/conformance/livekit-client/prepare-file-reader.ts";
import { prepareGoClient } from "../test/conformance/livekit-client/prepare-go-client.ts";
import { prepareAgentWorker } from "../test/conformance/livekit-server/prepare-agent-worker.ts";
import { prepareLivekitServer } from "../test/conformance/livekit-server/prepare-livekit-server.ts";
import { preparePipecatCli } from "../test/conformance/pipecat-client/prepare-pipecat-cli.ts";
import { findToolchain, TOOLCHAINS, type Toolchain } from "../test/conformance/support/toolchains.ts";
import { runTool } from "./run-tool.ts";

interface Part {
  /** In test/conformance. */
  readonly folder: string;
  readonly needs: Toolchain | null;
  /** Installs what it needs, or finds it installed. */
  readonly prepare: readonly (() => Promise<unknown>)[];
}

const PARTS: readonly Part[] = [
  { folder: "manifest", needs: null, prepare: [] },
  { folder: "slack", needs: null, prepare: [] },
  { folder: "livekit-node", needs: null, prepare: [] },
  { folder: "pipecat-client", needs: "python", prepare: [preparePipecatCli] },
  { folder: "livekit-client", needs: "go", prepare: [prepareGoClient, prepareFileReader] },
  { folder: "livekit-server", needs: "go", prepare: [prepareAgentWorker, prepareLivekitServer] },
];

const given = process.argv.slice(2);
const named = PARTS.filter(({ folder }) => given.includes(folder));

const possible: Part[] = [];
for (const part of named.length > 0 ? named : PARTS) {
  const { folder, needs } = part;
  if (needs === null || (await findToolchain(needs)) !== null) possible.push(part);
  else process.stdout.write(`Left out: ${folder}. It needs ${TOOLCHAINS[needs].label}.\n`);
}

if (given.includes("--prepare")) {
  for (const prepare of possible.flatMap((part) => part.prepare)) await prepare();
} else {
  const others = given.filter((word) => !named.some(({ folder }) => folder === word));
  const folders = possible.map(({ folder }) => `test/conformance/${folder}/`);
  const vitest = ["run", "--config", "vitest.conformance.config.ts", ...folders, ...others];
  process.exitCode = possible.length === 0 ? 0 : runTool("vitest/vitest.mjs", vitest);
}
