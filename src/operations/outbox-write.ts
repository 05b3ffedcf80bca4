/** What is handed to the outbox, through which all messages go that must arrive. Kept compatible by one version. */
import type { Failure } from "../failure.ts";
import type { View } from "../views/view.ts";

/** The one message of an operation. A later write with the same key takes the place of an earlier one. */
export interface CardWrite {
  /** The operation's id; also the message's metadata, by which a lost message is found again. */
  readonly key: string;
  readonly channelId: string;
  readonly threadTs: string | null;
  /** Slack user id; told privately if the channel cannot be written to. */
  readonly askedBy: string;
  readonly view: View;
  /** What must be seen goes before what merely moves on. */
  readonly rank: "decision" | "progress";
  /** Rises with every write of this key; an older one that arrives late is dropped. */
  readonly revision: number;
}

/** One message in the thread of a card, sent once; it waits until the card is there. */
export interface ReplyWrite {
  /** Unique: the same key again is the same reply. */
  readonly key: string;
  /** The key of the card. */
  readonly cardKey: string;
  readonly view: View;
}

export type Delivery =
  | { readonly state: "shown"; readonly ts: string }
  /** Stored; it will be sent when Slack and its limits allow. */
  | { readonly state: "pending" }
  /** Slack will never take it. */
  | { readonly state: "impossible"; readonly failure: Failure };

/** Where a card stands. `permalink` is null until Slack has told it. */
export interface CardPlace {
  readonly channelId: string;
  readonly ts: string;
  readonly permalink: string | null;
}
