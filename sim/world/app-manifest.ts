/** What the page shows of an app's manifest (docs.slack.dev/reference/app-manifest). */
import * as z from "zod";
import type { ShownApp } from "./page-protocol.ts";

export type AppManifest = Omit<ShownApp, "user">;

const manifestSchema = z.object({
  features: z
    .object({
      app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string().default(""),
            usage_hint: z.string().default(""),
          }),
        )
        .default([]),
      shortcuts: z
        .array(z.object({ name: z.string(), type: z.string(), callback_id: z.string() }))
        .default([]),
    })
    .prefault({}),
});

/** An app that says nothing of itself. */
export const EMPTY_MANIFEST: AppManifest = { commands: [], shortcuts: [], hasHomeTab: false };

/** `manifest` is the parsed file. Throws when it is none. */
export function readManifest(manifest: unknown): AppManifest {
  const { features } = manifestSchema.parse(manifest);
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint: usageHint }) => ({
      command,
      description,
      usageHint: usageHint.trim(),
    })),
    shortcuts: features.shortcuts
      .filter(({ type }) => type === "message")
      .map(({ name, callback_id: callbackId }) => ({ name, callbackId })),
    hasHomeTab: features.app_home?.home_tab_enabled ?? false,
  };
}
