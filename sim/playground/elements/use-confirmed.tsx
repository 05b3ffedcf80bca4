import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { Confirm } from "./element-schemas.ts";

export interface Confirmed {
  /** Starts the action, after the question if there is one. */
  readonly start: (action: () => Promise<void>) => void;
  readonly isBusy: boolean;
  /** To be shown next to the element. */
  readonly question: ReactNode;
}

/** An action that may have to be confirmed first, and during which its element is busy. */
export function useConfirmed(confirm: Confirm | undefined): Confirmed {
  const [asked, setAsked] = useState<(() => Promise<void>) | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = (action: () => Promise<void>): void => {
    setBusy(true);
    void action().finally(() => setBusy(false));
  };
  return {
    isBusy,
    start: (action) => (confirm ? setAsked(() => action) : run(action)),
    question: confirm && asked && (
      <ConfirmDialog
        confirm={confirm}
        onAnswer={(isConfirmed) => {
          setAsked(null);
          if (isConfirmed) run(asked);
        }}
      />
    ),
  };
}
