import { useCallback, useSyncExternalStore } from "react";
import type { Place } from "../world/page-protocol.ts";
import { formatPlace, parsePlace } from "./place-address.ts";

/** The place that the browser's address names, and how to go to another. */
export function usePlace(): readonly [Place, (place: Place) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const go = useCallback((place: Place) => {
    location.hash = formatPlace(place);
  }, []);
  return [parsePlace(hash), go];
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
