/** `npm run policy -- check` and `npm run policy -- explain rollback prod/support-line --as U0123`: without network. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "smol-toml";
import * as z from "zod";
import { LOCAL_ADDRESSES, simulatedEnvironment } from "../sim/world/simulated-environment.ts";
import { type PolicySource, type PolicyVars, runPolicyTool } from "./policy-tool.ts";

const configSchema = z.looseObject({ vars: z.looseObject({}).prefault({}) });

try {
  const { text, exitCode } = await runPolicyTool(process.argv.slice(2), readVars);
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readVars(source: PolicySource): PolicyVars {
  if (source === "simulated") return simulatedEnvironment(LOCAL_ADDRESSES);
  return configSchema.parse(parse(readFileSync(resolve(source.file), "utf8"))).vars;
}
