/** Does in the page what was asked for, one thing after the other, and waits for what comes of it. */
import type { Scene } from "../playground/scene.ts";
import type { ShownModal } from "../world/page-protocol.ts";
import { type Acted, actInPage } from "./act-in-page.ts";
import { awaitQuiet, QUIET_MS } from "./await-scene.ts";
import { findPlace } from "./find-place.ts";
import { isCard, isCardOver } from "./is-card-over.ts";
import type { PageClient } from "./page-client.ts";
import type { SayArguments } from "./parse-say-arguments.ts";
import type { News } from "./transcript.ts";

/** The last word in a card's thread may have to wait for its turn in the channel. */
const LAST_QUIET_MS = 1_500;

export interface Listener {
  readonly delay: (ms: number) => Promise<void>;
  /** Called with what is new in a scene after each act, and again and again while a card is followed. */
  readonly show: (news: readonly News[], scene: Scene) => void;
  /** A form has been opened. */
  readonly showForm: (form: ShownModal, scene: Scene) => void;
}

/** Gives why it cannot count as answered; null: it was. Throws `NotThere` and `PageRefusal`. */
export async function converse(
  page: PageClient,
  asked: SayArguments,
  listener: Listener,
): Promise<string | null> {
  const place = await findPlace(page, asked);
  for (const [index, act] of asked.acts.entries()) {
    const acted = await actInPage(page, place, act, listener.delay);
    const { watch, transcript, problem } = acted;
    listener.show(transcript.next(watch.scene), watch.scene);
    const form = transcript.form(watch.scene);
    if (form) listener.showForm(form, watch.scene);
    const isLast = index === asked.acts.length - 1;
    if (isLast && problem === null && asked.follow) await follow(page, acted, listener);
    watch.close();
    if (problem !== null) return problem;
  }
  return null;
}

/** Until the card is over that came of it, or was changed by it; at once where there is none. */
async function follow(page: PageClient, acted: Acted, { delay, show }: Listener): Promise<void> {
  const { transcript } = acted;
  const found = transcript.since(acted.watch.scene).findLast(({ message }) => isCard(message));
  if (!found) return;
  const { ts } = found.message;
  const watch = await page.watch({ ...acted.watch.place, thread: ts });
  if (found.isAgain) transcript.learn(watch.scene);
  const isOver = (): boolean =>
    watch.scene.messages.every((message) => message.ts !== ts || isCardOver(message));
  const showNews = () => show(transcript.next(watch.scene), watch.scene);
  for (showNews(); !isOver(); showNews()) {
    await watch.changed();
    await awaitQuiet(watch, delay, QUIET_MS);
  }
  await awaitQuiet(watch, delay, LAST_QUIET_MS);
  showNews();
  watch.close();
}
