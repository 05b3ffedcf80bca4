import { setTimeout as sleep } from "node:timers/promises";

/** A held request does not wait longer than this for another one to pass it. */
const HELD_MS = 1_500;

/** Brings requests to the Worker: as they come, twice, or after the one that follows. Slack does all of it at times. */
export function createMischievousDelivery(deliver: (request: Request) => Promise<Response>) {
  const left = { twice: 0, late: 0 };
  let release: () => void = () => {};
  return {
    plan: (how: keyof typeof left, times: number): void => {
      left[how] += times;
    },
    deliver: async (request: Request): Promise<Response> => {
      release();
      if (left.late > 0) {
        left.late -= 1;
        await Promise.race([sleep(HELD_MS), new Promise<void>((resolve) => (release = resolve))]);
      }
      if (left.twice === 0) return await deliver(request);
      left.twice -= 1;
      const again = deliver(request.clone());
      // Nobody reads the second answer, whatever becomes of it.
      again.then((response) => response.body?.cancel()).catch(() => {});
      return await deliver(request);
    },
  };
}

export type MischievousDelivery = ReturnType<typeof createMischievousDelivery>;
