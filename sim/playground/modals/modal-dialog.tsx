import { useEffect, useId, useMemo, useState } from "react";
import type { ShownModal } from "../../world/page-protocol.ts";
import { MessageBlocks } from "../blocks/message-blocks.tsx";
import { createElementActions, ElementActionsProvider } from "../element-actions.ts";
import { useModalDialog } from "../elements/use-modal-dialog.ts";
import { FormProvider } from "./form-context.ts";
import { useModal } from "./use-modal.ts";

interface ModalDialogProps {
  readonly modal: ShownModal;
  /** Whose it is. */
  readonly user: string;
}

const FIELDS = "[data-block] :is(input, textarea, select, button)";

/** A modal of the app. It is there until the world has closed it, so a mistake costs nothing of what was typed. */
export function ModalDialog({ modal, user }: ModalDialogProps) {
  const { id: viewId, title, submit, close: leave, blocks } = modal;
  const [problem, setProblem] = useState<string | null>(null);
  const actions = useMemo(() => createElementActions({ user, viewId }, setProblem), [user, viewId]);
  const { form, send, close, isBusy } = useModal(user, modal, actions, setProblem);
  const { errors } = form;
  const dialog = useModalDialog();
  const titleId = useId();

  // One begins in the first field, and goes on in the first that is wrong.
  useEffect(() => {
    const fields = [...(dialog.current?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
    const blockOf = (field: HTMLElement) => field.closest<HTMLElement>("[data-block]")?.dataset.block ?? "";
    (fields.find((field) => blockOf(field) in errors) ?? fields[0])?.focus();
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
          send();
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
          <FormProvider value={form}>
            <div className="modal-body message-blocks">
              <MessageBlocks blocks={blocks} />
            </div>
          </FormProvider>
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
