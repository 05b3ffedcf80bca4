/** The troubles that are asked for by name; each as the platform shows it. */
import type { Trouble } from "./organization.ts";

export type Crash = Extract<Trouble, { kind: "crash" }>;

const TRACEBACK = [
  "Traceback (most recent call last):",
  '  File "/app/bot.py", line 3, in <module>',
  "    import foo",
  "ModuleNotFoundError: No module named 'foo'",
].join("\n");

/** A program that lacks a module. */
export const missingModule: Crash = { kind: "crash", exitCode: 1, reason: "Error", message: TRACEBACK };

/** A program that needs more memory than its profile has. */
export const outOfMemory: Crash = { kind: "crash", exitCode: 137, reason: "OOMKilled", message: "Killed" };

/** An image whose tag is in no registry. */
export const unknownImage = (image: string): Trouble => ({
  kind: "image-pull",
  code: "PCC_IMAGE_NOT_FOUND",
  message: `failed to resolve image tag "${image}"`,
});
