/** Keeps the Worker there: says when it answers, and starts it again when it ends unasked. */
import { type RunningWorker, runWorker, type WorkerOptions } from "./run-worker.ts";

const ASK_EVERY_MS = 100;

export interface WorkerEvents {
  /** It answers for the first time. */
  readonly ready: () => void;
  /** It answers again. */
  readonly recovered: () => void;
  /** It ended unasked, and is started again. */
  readonly restarting: () => void;
  /** It ended before it answered at all; another start would do no better. */
  readonly failed: () => void;
}

export interface SupervisedWorker {
  /** It answers. */
  isThere(): boolean;
  /** SIGKILL for all of it; it is started again. */
  kill(): void;
  /** How often it was killed so. */
  readonly kills: number;
  stop(): Promise<void>;
}

export function superviseWorker(
  options: WorkerOptions,
  delay: (ms: number) => Promise<void>,
  events: WorkerEvents,
): SupervisedWorker {
  let isStopping = false;
  let isThere = false;
  let kills = 0;
  let worker = runWorker(options);
  const supervise = async (): Promise<void> => {
    let tell = events.ready;
    while (await becomesReady(worker, options.port, delay)) {
      if (isStopping) return;
      isThere = true;
      tell();
      tell = events.recovered;
      await worker.ended;
      isThere = false;
      if (isStopping) return;
      events.restarting();
      worker = runWorker(options);
    }
    if (!isStopping) events.failed();
  };
  void supervise();
  return {
    isThere: () => isThere,
    get kills() {
      return kills;
    },
    kill() {
      kills += 1;
      isThere = false;
      worker.kill();
    },
    async stop() {
      isStopping = true;
      await worker.stop();
    },
  };
}

/** False: it ended before. */
async function becomesReady(
  worker: RunningWorker,
  port: number,
  delay: (ms: number) => Promise<void>,
): Promise<boolean> {
  let hasEnded = false;
  void worker.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    if (await answers(port)) return true;
    await delay(ASK_EVERY_MS);
  }
  return false;
}

async function answers(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${port}/`);
    return true;
  } catch {
    return false;
  }
}
