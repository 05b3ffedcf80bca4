import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import * as z from "zod";
import type { CallFrame } from "./cpu-profile.ts";

/** What of a source map is needed to find a name; the class of Node's wants the rest, too. */
const sourceMapSchema = z.object({
  version: z.int(),
  sources: z.array(z.string()),
  names: z.array(z.string()),
  mappings: z.string(),
});

/** Tells the function and file in which a frame of a bundle was written; what is not of the bundle keeps its name. */
export function openFunctionNames(bundleFile: string): (frame: CallFrame) => string {
  const payload = sourceMapSchema.parse(JSON.parse(readFileSync(`${bundleFile}.map`, "utf8")));
  const map = new SourceMap({ ...payload, file: bundleFile, sourceRoot: "", sourcesContent: [] });
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const name = functionName || "(anonymous)";
    if (lineNumber < 0 || url.startsWith("node:")) return url === "" ? name : `${name}, ${url}`;
    const entry = map.findEntry(lineNumber, columnNumber);
    if (!("originalSource" in entry)) return name;
    const file = entry.originalSource.replace(/^.*node_modules\//, "").replace(/^(\.\.\/)+/, "");
    return `${name}, ${file}:${entry.originalLine + 1}`;
  };
}
