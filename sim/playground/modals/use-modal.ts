import { useState } from "react";
import {
  type Closing,
  outcomeSchema,
  type ShownModal,
  type Submission,
  submissionOutcomeSchema,
} from "../../world/page-protocol.ts";
import { callWorld } from "../call-world.ts";
import type { ElementActions } from "../element-actions.ts";
import { entriesToSend } from "./entries-to-send.ts";
import type { Entries, Form } from "./form-context.ts";

export interface OpenModal {
  readonly form: Form;
  readonly send: () => void;
  readonly close: () => void;
  readonly isBusy: boolean;
}

/**
 * What is entered into a modal of this person, sending and closing it, and what came of it. The world takes it away. An
 * update while it is open leaves what was entered into blocks whose id stays, as in Slack.
 */
export function useModal(
  user: string,
  { id: viewId, blocks }: ShownModal,
  actions: ElementActions,
  report: (problem: string | null) => void,
): OpenModal {
  const [entries, setEntries] = useState<Entries>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  const run = async (action: () => Promise<void>): Promise<void> => {
    setBusy(true);
    report(null);
    try {
      await action();
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  const send = async (): Promise<void> => {
    const body: Submission = { user, viewId, values: entriesToSend(blocks, entries) };
    const outcome = await callWorld("submit", body, submissionOutcomeSchema);
    setErrors(outcome.errors);
    if (outcome.error) report(`The app did not take that: ${outcome.error}`);
  };
  const close = async (): Promise<void> => {
    await callWorld("close", { user, viewId } satisfies Closing, outcomeSchema);
  };
  return {
    form: {
      errors,
      valueOf: (blockId, { actionId, initial }) => entries[blockId]?.[actionId] ?? initial,
      enter(blockId, actionId, entered, tells) {
        setEntries((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: entered } }));
        if (tells) void actions.choose(blockId, actionId, entered);
      },
    },
    send: () => {
      if (!isBusy) void run(send);
    },
    close: () => void run(close),
    isBusy,
  };
}
