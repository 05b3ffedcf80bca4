import { useState } from "react";
import {
  type Closing,
  outcomeSchema,
  type ShownModal,
  type Submission,
  submissionOutcomeSchema,
} from "../../world/page-protocol.ts";
import { callWorld } from "../call-world.ts";
import { textInputSchema } from "./input-schemas.ts";

export interface OpenModal {
  readonly send: (form: FormData) => void;
  readonly close: () => void;
  readonly isBusy: boolean;
  /** What is wrong with a field, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  readonly problem: string | null;
  readonly report: (problem: string) => void;
}

/** Submitting and closing a modal of this person, and what came of it. The world takes it away. */
export function useModal(user: string, { id: viewId, blocks }: ShownModal): OpenModal {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async (action: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await action();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  const send = async (form: FormData): Promise<void> => {
    const body: Submission = { user, viewId, values: readValues(blocks, form) };
    const outcome = await callWorld("submit", body, submissionOutcomeSchema);
    setErrors(outcome.errors);
    if (outcome.error) setProblem(`The app did not take that: ${outcome.error}`);
  };
  const close = async (): Promise<void> => {
    await callWorld("close", { user, viewId } satisfies Closing, outcomeSchema);
  };
  return {
    send: (form) => {
      if (!isBusy) void run(() => send(form));
    },
    close: () => void run(close),
    isBusy,
    errors,
    problem,
    report: setProblem,
  };
}

/** What the fields hold, by block id, then action id. */
function readValues(blocks: ShownModal["blocks"], form: FormData): Submission["values"] {
  const inputs = blocks.flatMap((block) => textInputSchema.safeParse(block).data ?? []);
  return Object.fromEntries(
    inputs.map(({ block_id: name, element }) => [
      name,
      { [element.action_id]: String(form.get(name) ?? "") },
    ]),
  );
}
