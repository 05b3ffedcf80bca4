/** The arguments of `npm start --`. */
import { parseArgs } from "node:util";
import { DEFAULT_PORT_BASE } from "./local-ports.ts";

export interface Arguments {
  /** The Worker's port; the others follow it. */
  readonly portBase: number;
  /** Start with a new world. */
  readonly fresh: boolean;
}

export const USAGE = "Usage: npm start -- [--fresh] [--port-base 8787]";

/** Null: not understood. */
export function parseArguments(words: readonly string[]): Arguments | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { fresh: { type: "boolean" }, "port-base": { type: "string" } },
    });
    const portBase = Number(values["port-base"] ?? DEFAULT_PORT_BASE);
    // Ports below 1024 need privileges; the last one is six above the base.
    if (!Number.isInteger(portBase) || portBase < 1_024 || portBase > 65_529) return null;
    return { portBase, fresh: values.fresh ?? false };
  } catch {
    return null;
  }
}
