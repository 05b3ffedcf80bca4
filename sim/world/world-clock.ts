/**
 * The time of the simulated clouds, which can be made to run faster. Slack and the bot keep the real one, since
 * signatures, tokens and the bot's own patience are judged by it; so a cloud's time may be ahead of theirs, never behind.
 */
import * as z from "zod";

const stateSchema = z.object({
  speed: z.number().min(1),
  /** When it was set, by the real clock and by this one, in milliseconds since 1970. */
  setAt: z.number(),
  cloudAt: z.number(),
});

export class WorldClock {
  readonly #realNow: () => number;
  #state: z.infer<typeof stateSchema>;

  constructor(realNow: () => number) {
    this.#realNow = realNow;
    const setAt = realNow();
    this.#state = { speed: 1, setAt, cloudAt: setAt };
  }

  /** Milliseconds since 1970, as the clouds see it. */
  readonly now = (): number => {
    const { speed, setAt, cloudAt } = this.#state;
    return cloudAt + (this.#realNow() - setAt) * speed;
  };

  get speed(): number {
    return this.#state.speed;
  }

  /** How far the clouds are ahead of everybody else, in milliseconds. */
  get aheadMs(): number {
    return Math.round(this.now() - this.#realNow());
  }

  setSpeed(speed: number): void {
    this.#state = { speed, setAt: this.#realNow(), cloudAt: this.now() };
  }

  snapshot(): unknown {
    return this.#state;
  }

  /** Goes on at the ordinary speed from where the snapshot would be by now, so that nothing lies in the future. */
  restore(snapshot: unknown): void {
    this.#state = stateSchema.parse(snapshot);
    this.setSpeed(1);
  }
}
