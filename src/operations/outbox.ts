/** All messages of a workspace that must arrive: what is asked of it is stored first, and sent when Slack allows. */
import type { View } from "../views/view.ts";
import { cardLaneKey, type OutboxLane, userLaneKey } from "./outbox-lane.ts";
import { askPermalink } from "./outbox-permalink.ts";
import { OutboxSender, type SenderPorts } from "./outbox-sender.ts";
import type { CardPlace, CardWrite, Delivery, ReplyWrite } from "./outbox-write.ts";
import { writeCard, writeReply, writeTell } from "./outbox-writes.ts";

/** More than were ever live at one time. */
const MAX_REVISIONS = 5_000;

export class Outbox {
  readonly #ports: SenderPorts;
  readonly #sender: OutboxSender;
  /** The newest revision of each card, also where it brought nothing new and was not stored. */
  readonly #revisions = new Map<string, number>();

  constructor(ports: SenderPorts) {
    this.#ports = ports;
    this.#sender = new OutboxSender(ports);
  }

  /** Shows this state of the card, and says what became of it once that is known or has to wait. */
  async show(write: CardWrite): Promise<Delivery> {
    const key = cardLaneKey(write.key);
    if (this.#isNewest(write)) this.#change(key, (lane, now) => writeCard(lane, write, now));
    return await this.#sender.attend(key);
  }

  /** Resolves once it is stored. */
  async reply(write: ReplyWrite): Promise<void> {
    this.#change(cardLaneKey(write.cardKey), (lane, now) => writeReply(lane, write, now));
    await this.#sender.start();
  }

  /** Resolves once it is stored. */
  async tell(key: string, userId: string, view: View): Promise<void> {
    this.#change(userLaneKey(userId), (lane, now) => writeTell(lane, { key, userId, view }, now));
    await this.#sender.start();
  }

  /** Where these cards stand; those that Slack has not taken are left out. A missing address is asked for meanwhile. */
  locate(keys: readonly string[]): Record<string, CardPlace> {
    const places: Record<string, CardPlace> = {};
    for (const key of keys) {
      const card = this.#sender.lanes.load(cardLaneKey(key))?.card;
      if (!card?.ts) continue;
      const { channelId, ts, permalink } = card;
      places[key] = { channelId, ts, permalink };
      if (permalink !== null) continue;
      this.#ports.background(askPermalink(this.#sender.lanes, this.#ports.openSlack(), cardLaneKey(key)));
    }
    return places;
  }

  hasWork(): boolean {
    return this.#sender.lanes.hasErrands();
  }

  /** Goes on with what is stored; resolves when nothing is under way any more. */
  async wake(): Promise<void> {
    await this.#sender.wake();
  }

  #change(key: string, write: (lane: OutboxLane | null, now: number) => OutboxLane | null): void {
    const { lanes } = this.#sender;
    const before = lanes.load(key);
    const after = write(before, this.#ports.now());
    if (after && after !== before) lanes.keep(after);
  }

  /** Calls may overtake each other on their way here, but only within the life of one process. */
  #isNewest({ key, revision }: CardWrite): boolean {
    const isNewest = revision >= (this.#revisions.get(key) ?? revision);
    if (this.#revisions.size >= MAX_REVISIONS) this.#revisions.clear();
    if (isNewest) this.#revisions.set(key, revision);
    return isNewest;
  }
}
