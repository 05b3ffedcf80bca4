/** Who is there: everybody as whom a page is open. */
export class Presence {
  readonly #open = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  isActive(user: string): boolean {
    return (this.#open.get(user) ?? 0) > 0;
  }

  /** A page is open as this person until the returned function is called. */
  enter(user: string): () => void {
    this.#count(user, 1);
    let isThere = true;
    return () => {
      if (isThere) this.#count(user, -1);
      isThere = false;
    };
  }

  /** Calls the listener after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #count(user: string, change: number): void {
    this.#open.set(user, (this.#open.get(user) ?? 0) + change);
    for (const listener of this.#listeners) listener();
  }
}
