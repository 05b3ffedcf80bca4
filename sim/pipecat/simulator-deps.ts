import type { OrganizationStore } from "./organization-store.ts";

/** What the HTTP face and the world share. */
export interface SimulatorDeps {
  readonly store: OrganizationStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Must give UUIDs. */
  readonly newId: () => string;
}
