const MAX_BYTES = 256 * 1024;
const MAX_MS = 2_500;
/** What is there already comes at once; after such a pause only what is new would follow. */
const QUIET_MS = 500;

/**
 * The beginning of a stream that never ends, as UTF-8 with replacement characters: until it pauses for half a second after
 * something came, for 2.5 s in all, and 256 KiB at most. Then it is cancelled. Rejects when it breaks before anything came.
 */
export async function readStreamStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const pause = startPause();
  try {
    while (bytes < MAX_BYTES) {
      const { done, value } = await Promise.race([reader.read(), pause.over]);
      if (done) break;
      text += decoder.decode(value.subarray(0, MAX_BYTES - bytes), { stream: true });
      bytes += value.byteLength;
      pause.again();
    }
  } catch (error) {
    if (text === "") throw error;
  } finally {
    pause.clear();
    // One that broke cannot be cancelled any more.
    reader.cancel().catch(() => {});
  }
  return text + decoder.decode();
}

/** Over when the whole time is, or when nothing came for a while since `again`. */
function startPause() {
  let end = (): void => {};
  const over = new Promise<{ readonly done: true; readonly value: undefined }>((resolve) => {
    end = () => resolve({ done: true, value: undefined });
  });
  const whole = setTimeout(end, MAX_MS);
  let quiet: ReturnType<typeof setTimeout> | undefined;
  return {
    over,
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
