/** Many changes come at once; they are saved together soon after the first of them. */
export const SAVE_AFTER_MS = 300;

export interface Autosave {
  /** Something changed. */
  changed(): void;
  /** Saves now what is not saved yet. */
  flush(): void;
}

export function createAutosave(
  save: () => void,
  delay: (ms: number) => Promise<void>,
  reportError: (error: unknown) => void,
): Autosave {
  let isDue = false;
  const flush = (): void => {
    if (!isDue) return;
    isDue = false;
    try {
      save();
    } catch (error) {
      reportError(error);
    }
  };
  return {
    flush,
    changed() {
      if (isDue) return;
      isDue = true;
      void delay(SAVE_AFTER_MS).then(flush);
    },
  };
}
