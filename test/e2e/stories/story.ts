import type { Visit } from "../../support/browser/visit.ts";

/** What somebody does in the page, and sees come of it. */
export interface Story {
  readonly name: string;
  /** Errors on the browser's console that belong to it. */
  readonly expectedErrors?: RegExp;
  /** What is done at the very start of everything, where the rest has to be waited for. */
  readonly begin?: (visit: Visit) => Promise<void>;
  readonly tell: (visit: Visit) => Promise<void>;
}
