import { useEffect, useId, useMemo } from "react";
import type { ShownModal } from "../../world/page-protocol.ts";
import { MessageBlocks } from "../blocks/message-blocks.tsx";
import { createElementActions, ElementActionsProvider } from "../element-actions.ts";
import { useModalDialog } from "../elements/use-modal-dialog.ts";
import { textInputSchema } from "./input-schemas.ts";
import { TextInputBlock } from "./text-input-block.tsx";
import { useModal } from "./use-modal.ts";

interface ModalDialogProps {
  readonly modal: ShownModal;
  /** Whose it is. */
  readonly user: string;
}

/** A modal of the app. It is there until the world has closed it, so a mistake costs nothing of what was typed. */
export function ModalDialog({ modal, user }: ModalDialogProps) {
  const { id: viewId, title, submit, close: leave, blocks } = modal;
  const { send, close, isBusy, errors, problem, report } = useModal(user, modal);
  const actions = useMemo(() => createElementActions({ user, viewId }, report), [user, viewId, report]);
  const dialog = useModalDialog();
  const titleId = useId();

  // One begins in the first field, and goes on in the first that is wrong.
  useEffect(() => {
    const fields = [...(dialog.current?.querySelectorAll<HTMLInputElement>("[name]") ?? [])];
    (fields.find(({ name }) => name in errors) ?? fields[0])?.focus();
  }, [dialog, errors]);

  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        // React also tells here of a question on top of this one that was left.
        if (event.target === dialog.current) close();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <header className="bar">
          <div>
            <h2 id={titleId}>{title.text}</h2>
          </div>
          <button type="button" className="close" aria-label="Close" onClick={close}>
            ✕
          </button>
        </header>
        <ElementActionsProvider value={actions}>
          <div className="modal-body message-blocks">
            {blocks.map((block, index) => {
              const key = String(block.block_id ?? index);
              const { data: input } = textInputSchema.safeParse(block);
              if (!input) return <MessageBlocks key={key} blocks={[block]} />;
              return <TextInputBlock key={key} input={input} error={errors[input.block_id]} />;
            })}
          </div>
        </ElementActionsProvider>
        {problem && (
          <p className="warning" role="alert">
            ⚠ {problem}
          </p>
        )}
        <footer>
          <button type="button" className="element" onClick={close}>
            {leave?.text ?? "Close"}
          </button>
          {submit && (
            <button type="submit" className="element primary" aria-busy={isBusy}>
              {submit.text}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
