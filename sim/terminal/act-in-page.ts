/** One thing that a person does in the page, up to what comes of it. */
import { inConversation, inThread, type Scene } from "../playground/scene.ts";
import type { Place } from "../world/page-protocol.ts";
import { awaitQuiet, awaitScene, QUIET_MS } from "./await-scene.ts";
import { fillForm, labelOf } from "./fill-form.ts";
import { findButton } from "./find-button.ts";
import { NotThere } from "./find-place.ts";
import type { PageClient, Watch } from "./page-client.ts";
import type { Act } from "./parse-say-arguments.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

/** An answer is there within this, or something is wrong. */
const ANSWER_MS = 20_000;

export interface Acted {
  /** Of where the answer is; to be closed by who gets it. */
  readonly watch: Watch;
  readonly transcript: Transcript;
  /** Why it cannot count as answered; null: it was. */
  readonly problem: string | null;
}

/** Throws `NotThere` for what does not exist, `PageRefusal` for what the page refuses. */
export async function actInPage(
  page: PageClient,
  place: Place,
  act: Act,
  delay: (ms: number) => Promise<void>,
): Promise<Acted> {
  const before = await page.watch(place);
  switch (act.kind) {
    case "say": {
      const transcript = createTranscript(before.scene);
      const error = await page.say({ ...place, text: act.text });
      if (error !== null || !isForApp(before.scene, act.text))
        return await finish(before, transcript, sayError(error));
      return await answer(await watchAnswer(page, before, act.text), transcript);
    }
    case "press": {
      const { messageTs, ...button } = findButton(messagesAt(before), act.label);
      // What comes of it may be in the thread of the message; what is there already is none of it.
      const watch = await move(page, before, { thread: messageTs, ...place });
      const transcript = createTranscript(watch.scene);
      const error = await page.press({ user: place.user, channel: place.channel, messageTs, ...button });
      return error === null
        ? await answer(watch, transcript)
        : await finish(watch, transcript, sayError(error));
    }
    case "fill": {
      const form = before.scene.modals.at(-1);
      if (!form) throw new NotThere("No form is open. A button that ends in … opens one.");
      const transcript = createTranscript(before.scene);
      const values = fillForm(form, act.fields);
      const { error, errors } = await page.submit({ user: place.user, viewId: form.id, values });
      const wrong = Object.entries(errors).map(([block, text]) => `${labelOf(form, block)}: ${text}`);
      if (error === null && wrong.length === 0) return await answer(before, transcript);
      return await finish(before, transcript, sayError(error) ?? wrong.join("\n"));
    }
  }

  async function answer(watch: Watch, transcript: Transcript): Promise<Acted> {
    const isAnswered = await awaitScene(watch, transcript.isAnswered, delay, ANSWER_MS);
    return await finish(watch, transcript, isAnswered ? null : `No answer within ${ANSWER_MS / 1_000} s.`);
  }

  async function finish(watch: Watch, transcript: Transcript, problem: string | null): Promise<Acted> {
    await awaitQuiet(watch, delay, QUIET_MS);
    return { watch, transcript, problem };
  }
}

const sayError = (error: string | null): string | null => error && `Slack says: ${error}`;

/** Of anything else it does not even hear. */
const isForApp = ({ workspace: { people, app } }: Scene, text: string): boolean =>
  text.startsWith("/") || text.includes(`@${people.find(({ id }) => id === app.user)?.name}`);

const messagesAt = ({ place: { thread }, scene: { messages } }: Watch) =>
  thread === undefined ? inConversation(messages) : inThread(messages, thread);

/** A message is answered in its thread, which begins with it unless it is in one. */
async function watchAnswer(page: PageClient, before: Watch, text: string): Promise<Watch> {
  const { place } = before;
  if (text.startsWith("/") || place.thread !== undefined) return before;
  const now = await page.watch(place);
  const said = now.scene.messages.findLast(({ user }) => user === place.user);
  return said ? await move(page, now, { ...place, thread: said.ts }) : now;
}

async function move(page: PageClient, from: Watch, place: Place): Promise<Watch> {
  from.close();
  return await page.watch(place);
}
