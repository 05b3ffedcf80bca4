import type { Service } from "./serve.ts";

/** Counts the requests to some hosts, and how many are under way at once. */
export class Traffic<Host extends string> {
  readonly #calls = new Map<Host, number>();
  #underWay = 0;
  #peak = 0;

  /** The service, counted from now on. */
  watch<Kind extends Service>(service: Kind, hostOf: (request: Request) => Host): Kind {
    const fetch = async (request: Request): Promise<Response> => {
      const host = hostOf(request);
      this.#calls.set(host, this.callsTo(host) + 1);
      this.#underWay += 1;
      this.#peak = Math.max(this.#peak, this.#underWay);
      try {
        return await service.fetch(request);
      } finally {
        this.#underWay -= 1;
      }
    };
    return { ...service, fetch };
  }

  callsTo(host: Host): number {
    return this.#calls.get(host) ?? 0;
  }

  /** The most requests that were under way together, over all hosts. */
  get peak(): number {
    return this.#peak;
  }

  reset(): void {
    this.#calls.clear();
    this.#peak = this.#underWay;
  }
}
