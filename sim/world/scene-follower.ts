/** Tells a page what changes in the place that it shows, and only that: nothing of the world is copied for it. */
import type { SlackWorkspace } from "../slack/slack-workspace.ts";
import {
  type Change,
  type Place,
  shownHomeSchema,
  shownModalSchema,
  type Workspace,
} from "./page-protocol.ts";

/** Few enough that a page has the newest of a long conversation at once. */
const MESSAGES_AT_ONCE = 100;

export class SceneFollower {
  readonly #slack: SlackWorkspace;
  readonly #place: Place;
  readonly #describe: () => Workspace;
  readonly #messages: ReturnType<SlackWorkspace["follow"]>;
  /** What was told last, as JSON, by name. */
  readonly #told = new Map<string, string>();
  #isFirst = true;
  #wasComplete = false;

  constructor(slack: SlackWorkspace, place: Place, describe: () => Workspace) {
    this.#slack = slack;
    this.#place = place;
    this.#describe = describe;
    this.#messages = slack.follow(place);
  }

  /** What is new; null: nothing. The first is never null. */
  next(): Change | null {
    const views = this.#slack.viewsFor(this.#place.user);
    const workspace = this.#describe();
    const modals = views.modals.map((modal) => shownModalSchema.parse(modal));
    const home = views.home && shownHomeSchema.parse(views.home);
    const { messages, gone, isComplete } = this.#messages.look(MESSAGES_AT_ONCE);
    const news = {
      ...(this.#isNew("workspace", workspace) ? { workspace } : {}),
      ...(this.#isNew("modals", modals) ? { modals } : {}),
      ...(this.#isNew("home", home) ? { home } : {}),
    };
    const isNothing = this.#wasComplete && Object.keys(news).length + messages.length + gone.length === 0;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    this.#wasComplete = isComplete;
    return isNothing ? null : { isFirst, ...news, messages: [...messages], gone: [...gone], isComplete };
  }

  #isNew(name: string, value: unknown): boolean {
    const json = JSON.stringify(value);
    const isNew = this.#told.get(name) !== json;
    this.#told.set(name, json);
    return isNew;
  }
}
