/** What was entered into the inputs of an open modal, until it is sent. */
import { createContext, useContext } from "react";
import type { Entered } from "../../world/page-protocol.ts";
import type { Field } from "../elements/fields/field.ts";

/** By block id, then action id. */
export type Entries = Readonly<Record<string, Readonly<Record<string, Entered>>>>;

export interface Form {
  /** What is wrong with a field, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  valueOf(blockId: string, field: Field): Entered | null;
  /** `tells`: Slack, and by it perhaps the app, hears of it before the modal is sent. */
  enter(blockId: string, actionId: string, entered: Entered, tells: boolean): void;
}

const FormContext = createContext<Form | null>(null);
export const FormProvider = FormContext.Provider;

/** null: not in a modal. */
export function useForm(): Form | null {
  return useContext(FormContext);
}
