import { useCallback, useEffect, useRef, useState } from "react";
import { doneSchema, type Panel, panelSchema, type ShownCall } from "../../world/panel/panel-protocol.ts";
import { callWorld } from "../call-world.ts";

/** The clouds change by the time alone, without telling anybody, so they are looked at. */
const LOOK_EVERY_MS = 1_000;
/** Newest calls that are kept. */
const KEPT = 500;

export interface WatchedPanel {
  readonly panel: Panel | null;
  /** Newest first. */
  readonly calls: readonly ShownCall[];
  readonly problem: string | null;
  /** Does something to the world, by the name of the route. */
  readonly act: (name: string, body: object) => Promise<void>;
}

/** The world, once a second. */
export function usePanel(): WatchedPanel {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [calls, setCalls] = useState<readonly ShownCall[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const since = useRef(0);

  const look = useCallback(async (): Promise<void> => {
    const response = await fetch(`/api/world?since=${since.current}`);
    const seen = panelSchema.parse(await response.json());
    // A world that was started again counts from the beginning.
    const isAnother = seen.since < since.current;
    since.current = isAnother ? 0 : seen.since;
    setPanel(seen);
    setCalls((before) => merge(isAnother ? [] : before, seen.calls));
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isWanted = true;
    const lookAgain = (): void => {
      look()
        .catch(() => {})
        .finally(() => {
          if (isWanted) timer = setTimeout(lookAgain, LOOK_EVERY_MS);
        });
    };
    lookAgain();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [look]);

  const act = useCallback(
    async (name: string, body: object): Promise<void> => {
      setProblem(null);
      try {
        await callWorld(`world/${name}`, body, doneSchema);
        await look();
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    },
    [look],
  );
  return { panel, calls, problem, act };
}

function merge(before: readonly ShownCall[], news: readonly ShownCall[]): readonly ShownCall[] {
  if (news.length === 0) return before;
  const known = new Map([...before, ...news].map((call) => [call.seq, call]));
  return [...known.values()].sort((one, other) => other.seq - one.seq).slice(0, KEPT);
}
