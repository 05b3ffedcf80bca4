/** A message as data: what Slack shows, what a notification says, and what to send if a newer block is refused. */
import type { KnownBlock } from "@slack/types";

export interface View {
  /** A full sentence: notifications and screen readers get nothing else. mrkdwn, already escaped. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** Sent instead of `blocks` when the workspace refuses them (`invalid_blocks`). Only classic blocks. */
  readonly fallbackBlocks?: readonly KnownBlock[];
}
