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

/** Gives the function that ends it. */
export function superviseWorker(
  options: WorkerOptions,
  delay: (ms: number) => Promise<void>,
  events: WorkerEvents,
): () => Promise<void> {
  let isStopping = false;
  let worker = runWorker(options);
  const supervise = async (): Promise<void> => {
    let tell = events.ready;
    while (await becomesReady(worker, options.port, delay)) {
      if (isStopping) return;
      tell();
      tell = events.recovered;
      await worker.ended;
      if (isStopping) return;
      events.restarting();
      worker = runWorker(options);
    }
    if (!isStopping) events.failed();
  };
  void supervise();
  return async () => {
    isStopping = true;
    await worker.stop();
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
