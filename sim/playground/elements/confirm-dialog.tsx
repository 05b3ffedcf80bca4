import type { Confirm } from "./element-schemas.ts";
import { useModalDialog } from "./use-modal-dialog.ts";

interface ConfirmDialogProps {
  readonly confirm: Confirm;
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/** Asks before an element acts, in the app's words. Escape is a no. */
export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  const dialog = useModalDialog();
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id="confirm-title">{confirm.title.text}</h2>
      <p id="confirm-text">{confirm.text.text}</p>
      <div className="confirm-answers">
        <button type="button" className="element" onClick={() => onAnswer(false)}>
          {confirm.deny.text}
        </button>
        <button
          type="button"
          className={`element ${confirm.style ?? "primary"}`}
          onClick={() => onAnswer(true)}
        >
          {confirm.confirm.text}
        </button>
      </div>
    </dialog>
  );
}
