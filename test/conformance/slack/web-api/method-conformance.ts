import type { SlackOnSocket } from "../../../support/slack-on-socket.ts";

/** What the official client must be able to do with one method, and which errors it must be able to run into. */
export interface MethodConformance {
  /** Calls it as apps do, and expects what Slack promises. */
  readonly works: (world: SlackOnSocket) => Promise<void>;
  /** Its own error codes, each with the call that is answered with it. */
  readonly refuses: Readonly<Record<string, (world: SlackOnSocket) => Promise<unknown>>>;
}

export type MethodConformances = Readonly<Record<string, MethodConformance>>;
