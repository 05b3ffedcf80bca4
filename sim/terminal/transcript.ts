/** What apps, and Slack itself, have said in a place since one began to listen. */
import type { Scene } from "../playground/scene.ts";
import type { ShownMessage, ShownModal } from "../world/page-protocol.ts";

export interface News {
  readonly message: ShownMessage;
  /** It was there before, and looks different now. */
  readonly isAgain: boolean;
}

export interface Transcript {
  /** What is there is no news, if it was not seen before. */
  learn(scene: Scene): void;
  /** New and changed since the beginning. */
  since(scene: Scene): readonly News[];
  /** New and changed since the last time that this was asked. */
  next(scene: Scene): readonly News[];
  /** The form on top, if it has been opened since the beginning. */
  form(scene: Scene): ShownModal | null;
  /** A message, or a form, that is more than the word that the work goes on. */
  isAnswered(scene: Scene): boolean;
}

/** What Switchboard says of a command whose answer takes long. */
const UNDER_WAY = /is under way; its answer or its card follows/;

export function createTranscript(before: Scene): Transcript {
  const forms = before.modals.map(({ id }) => id);
  let beginning = lookOf(before);
  let last = beginning;
  const since = (scene: Scene) => compare(beginning, scene);
  const form = ({ modals }: Scene) => modals.findLast(({ id }) => !forms.includes(id)) ?? null;
  return {
    since,
    form,
    learn(scene) {
      const look = lookOf(scene);
      beginning = new Map([...look, ...beginning]);
      last = new Map([...look, ...last]);
    },
    next(scene) {
      const news = compare(last, scene);
      last = new Map([...last, ...lookOf(scene)]);
      return news;
    },
    isAnswered(scene) {
      if (form(scene)) return true;
      const news = since(scene);
      const isUnderWay = news.some(({ message }) => UNDER_WAY.test(message.text));
      // Other things change in the channel meanwhile; what was announced is a message of its own.
      return news.some(({ message, isAgain }) => !UNDER_WAY.test(message.text) && !(isAgain && isUnderWay));
    },
  };
}

type Look = ReadonlyMap<string, string>;

const lookOf = ({ messages }: Scene): Look =>
  new Map(messages.map((message) => [message.ts, contentOf(message)]));

/** A reply in its thread changes nothing of what a message says. */
const contentOf = ({ text, blocks, files, warning }: ShownMessage): string =>
  JSON.stringify({ text, blocks, files, warning });

function compare(before: Look, { workspace, messages }: Scene): readonly News[] {
  const persons = new Set(workspace.people.filter(({ isBot }) => !isBot).map(({ id }) => id));
  return messages
    .filter((message) => !persons.has(message.user) && before.get(message.ts) !== contentOf(message))
    .map((message) => ({ message, isAgain: before.has(message.ts) }));
}
