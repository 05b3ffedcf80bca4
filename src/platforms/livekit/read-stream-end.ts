/** What is kept: the newest of it. */
const MAX_KEPT = 256 * 1024;
/** Of one line; more than is ever shown of one, so that what is masked in it is masked whole. */
const MAX_LINE = 16 * 1024;
/** What is read in order to get there. */
const MAX_READ = 8 * 1024 * 1024;
const MAX_MS = 2_500;
/** What is there already comes at once; after such a pause only what is new would follow. */
const QUIET_MS = 500;

export interface StreamEnd {
  /** UTF-8 with replacement characters, at most 256 Ki of them, and 16 Ki of each line; it begins with the beginning of a line. */
  readonly text: string;
  /** It was left while it still had something to say, so the newest may be missing. */
  readonly isCut: boolean;
}

/**
 * The newest part of a stream that never ends: it is read until it pauses for half a second after something came, for
 * 2.5 s in all, and 8 MiB at most. Then it is cancelled. Rejects when it breaks before anything came.
 */
export async function readStreamEnd(response: Response): Promise<StreamEnd> {
  const reader = response.body?.getReader();
  if (!reader) return { text: "", isCut: false };
  const decoder = new TextDecoder();
  const kept = keepEnd();
  let bytes = 0;
  let isCut = false;
  const pause = startPause();
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), pause.over]);
      if (done) break;
      bytes += value.byteLength;
      kept.add(decoder.decode(value, { stream: true }));
      isCut = bytes >= MAX_READ;
      if (isCut) break;
      pause.again();
    }
  } catch (error) {
    if (bytes === 0) throw error;
    isCut = true;
  } finally {
    pause.clear();
    // One that broke cannot be cancelled any more.
    reader.cancel().catch(() => {});
  }
  kept.add(decoder.decode());
  return { text: kept.text(), isCut: isCut || (bytes > 0 && pause.isOutOfTime()) };
}

/** Drops what is old now and then rather than with every piece, so that the work stays in proportion to what came. */
function keepEnd() {
  let text = "";
  let isWhole = true;
  let room = MAX_LINE;
  const drop = (): void => {
    if (text.length <= MAX_KEPT) return;
    text = text.slice(-MAX_KEPT);
    isWhole = false;
  };
  return {
    add: (piece: string): void => {
      for (const [index, part] of piece.split("\n").entries()) {
        if (index > 0) {
          text += "\n";
          room = MAX_LINE;
        }
        const kept = part.slice(0, room);
        text += kept;
        room -= kept.length;
      }
      if (text.length > 2 * MAX_KEPT) drop();
    },
    text: (): string => {
      drop();
      // Half a line may be the second half of a secret, which would not be known as one.
      return isWhole ? text : text.slice(text.indexOf("\n") + 1);
    },
  };
}

/** Over when the whole time is, or when nothing came for a while since `again`. */
function startPause() {
  let end = (): void => {};
  let isOutOfTime = false;
  const over = new Promise<{ readonly done: true; readonly value: undefined }>((resolve) => {
    end = () => resolve({ done: true, value: undefined });
  });
  const whole = setTimeout(() => {
    isOutOfTime = true;
    end();
  }, MAX_MS);
  let quiet: ReturnType<typeof setTimeout> | undefined;
  return {
    over,
    isOutOfTime: (): boolean => isOutOfTime,
    again: (): void => {
      clearTimeout(quiet);
      quiet = setTimeout(end, QUIET_MS);
    },
    clear: (): void => {
      clearTimeout(whole);
      clearTimeout(quiet);
    },
  };
}
