import { useEffect, useState } from "react";
import type { Suggestions } from "../../world/page-protocol.ts";
import { useElementActions } from "../element-actions.ts";

/** Slack's own app waits a little, so that it does not ask at every key. */
const ASK_AFTER_MS = 200;

export interface Suggested {
  readonly options: Suggestions["options"];
  /** What to say instead of options. */
  readonly notice: string | null;
}

const NOTHING: Suggested = { options: [], notice: null };

/** What the app offers for the text; null: do not ask. */
export function useSuggestions(typed: string | null, blockId: string, actionId: string): Suggested {
  const { suggest } = useElementActions();
  const [suggested, setSuggested] = useState<Suggested>(NOTHING);
  useEffect(() => {
    if (typed === null) {
      setSuggested(NOTHING);
      return;
    }
    let isWanted = true;
    const show = (next: Suggested): void => {
      if (isWanted) setSuggested(next);
    };
    const timer = setTimeout(() => {
      suggest(blockId, actionId, typed)
        .then(({ error, options }) => {
          const notice = error ? `No options: ${error}` : options.length === 0 ? "No results" : null;
          show({ options, notice });
        })
        .catch(() => show({ options: [], notice: "No options: npm start does not answer." }));
    }, ASK_AFTER_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [typed, blockId, actionId, suggest]);
  return suggested;
}
