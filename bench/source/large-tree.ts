import type { FileSeed } from "../../sim/github/repository-seed.ts";

const MODEL_BYTES = 1024 * 1024;
const MODELS = 28;
const TEXTS = 3_000;
const TEXT_LINES = 120;
const RANDOM_BYTES = 65_536;

/** An agent with its models, which hardly shrink, and its code, which shrinks well: some 30 MiB compressed. */
export function createLargeTree(): Readonly<Record<string, FileSeed>> {
  const files: Record<string, FileSeed> = {
    Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
    ".dockerignore": "**/*.md\ntests\n",
  };
  for (let index = 0; index < MODELS; index += 1) {
    files[`models/part-${index}.md`] = "Left out.\n";
    files[`models/part-${index}.onnx`] = { bytes: noise(MODEL_BYTES) };
  }
  for (let index = 0; index < TEXTS; index += 1)
    files[`src/package_${index % 60}/module_${index}.py`] = writeModule(index);
  return files;
}

function noise(bytes: number): Uint8Array {
  const made = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += RANDOM_BYTES)
    crypto.getRandomValues(made.subarray(at, at + RANDOM_BYTES));
  return made;
}

function writeModule(index: number): string {
  const [salt] = crypto.getRandomValues(new Uint32Array(1));
  return Array.from(
    { length: TEXT_LINES },
    (_, line) =>
      `def step_${line}(call):\n    return call.answer("${(index * 7919 + line * 104729 + (salt ?? 0)).toString(36)}")\n`,
  ).join("\n");
}
