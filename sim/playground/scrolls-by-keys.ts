/** For what scrolls: who has no pointer can get there, and scroll it with the arrow keys. */
export const SCROLLS_BY_KEYS = { tabIndex: 0 } as const;
