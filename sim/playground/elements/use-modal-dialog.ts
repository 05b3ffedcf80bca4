import { type RefObject, useLayoutEffect, useRef } from "react";

/** For a `<dialog>` that is over everything else as long as it is there, and then gives the focus back. */
export function useModalDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  // A dialog that is only taken out of the page gives nothing back, so it is closed while it is still in.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return dialog;
}
