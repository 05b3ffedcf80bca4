import { fromBase64 } from "./base64.ts";
import type { Commit, RepositoryFile } from "./github-state.ts";

/** Of a link: what it points to, as git keeps it. */
export function fileBytes(file: RepositoryFile): Uint8Array<ArrayBuffer> {
  if ("bytes" in file) return fromBase64(file.bytes);
  return new Uint8Array(new TextEncoder().encode("link" in file ? file.link : file.text));
}

/** The file at a path, a link to another file of the commit being followed. */
export function followFile({ files }: Commit, path: string): RepositoryFile | null {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!file || !("link" in file)) return file ?? null;
  const steps = path.split("/").slice(0, -1);
  for (const step of file.link.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  const target = steps.join("/");
  return target !== path && Object.hasOwn(files, target) ? (files[target] ?? null) : file;
}
