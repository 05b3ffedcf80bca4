import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Place } from "../world/page-protocol.ts";
import { type Address, formatAddress, parseAddress } from "./place-address.ts";

/** What the browser's address says to be open, and how to open something else. */
export function useAddress(): readonly [Address, (change: Partial<Address>) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const address = useMemo(() => parseAddress(hash), [hash]);
  const go = useCallback((change: Partial<Address>) => {
    location.hash = formatAddress({ ...parseAddress(location.hash), ...change });
  }, []);
  return [address, go];
}

/** The link to a place, with what is open beside it. */
export function useHref(): (place: Place) => string {
  const [address] = useAddress();
  return (place) => formatAddress({ ...address, place });
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
