/** What is wrong with a message in itself, for every method that takes one. */
import type { SlackOnSocket } from "../../../support/slack-on-socket.ts";
import type { MethodConformance } from "./method-conformance.ts";

export const section = {
  type: "section" as const,
  text: { type: "mrkdwn" as const, text: "*support-line* is healthy" },
};

type Send = (world: SlackOnSocket, content: Record<string, unknown>) => Promise<unknown>;

/** The errors of content; `send` makes a call that is otherwise right. */
export const contentRefusals = (send: Send): MethodConformance["refuses"] => ({
  no_text: (world) => send(world, { text: " " }),
  invalid_blocks: (world) => send(world, { blocks: [{ ...section, text: { type: "mrkdwn", text: "" } }] }),
  invalid_blocks_format: (world) => send(world, { blocks: "no list" }),
  // Undocumented: users measured where it begins (slackapi/bolt-js issue 2867).
  msg_blocks_too_long: (world) =>
    send(world, {
      blocks: Array.from({ length: 4 }, () => ({
        ...section,
        text: { type: "mrkdwn", text: "x".repeat(2_900) },
      })),
    }),
  invalid_attachments: (world) => send(world, { text: "x", attachments: "no list" }),
});

/** The errors of metadata, which ephemeral messages do not have. */
export const metadataRefusals = (send: Send): MethodConformance["refuses"] => ({
  invalid_metadata_format: (world) => send(world, { text: "x", metadata: "no object" }),
  invalid_metadata_schema: (world) => send(world, { text: "x", metadata: { event_type: "operation" } }),
});
