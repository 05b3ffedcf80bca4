/** Everything into which somebody can enter something, in six kinds, whatever Block Kit calls them. */
import type { Entered } from "../../../world/page-protocol.ts";
import type { Confirm, Option } from "../element-schemas.ts";

export interface OptionGroup {
  /** "": it has none. */
  readonly label: string;
  readonly options: readonly Option[];
}

interface CommonField {
  readonly actionId: string;
  readonly placeholder: string;
  readonly confirm: Confirm | undefined;
  /** null: nothing was entered yet. */
  readonly initial: Entered | null;
}

export type Field = CommonField &
  (
    | {
        readonly kind: "text";
        readonly input: "text" | "email" | "url" | "number";
        readonly isMultiline: boolean;
        readonly maxLength: number | undefined;
      }
    | { readonly kind: "date"; readonly input: "date" | "time" | "datetime-local" }
    /** Checkboxes, or radio buttons. */
    | { readonly kind: "choice"; readonly isMany: boolean; readonly options: readonly Option[] }
    | { readonly kind: "select"; readonly groups: readonly OptionGroup[] }
    | { readonly kind: "multi-select"; readonly groups: readonly OptionGroup[]; readonly most: number }
    /** The app gives the options while one types; `initialOptions` are those of `initial`. */
    | {
        readonly kind: "suggest";
        readonly isMany: boolean;
        readonly minimum: number;
        readonly most: number;
        readonly initialOptions: readonly Option[];
      }
  );

export type FieldOf<Kind extends Field["kind"]> = Extract<Field, { readonly kind: Kind }>;

/** What each kind of field is given. */
export interface FieldProps<Kind extends Field["kind"]> {
  readonly field: FieldOf<Kind>;
  readonly value: Entered | null;
  readonly onEnter: (value: Entered) => void;
  /** Enter was pressed, which ends a text. */
  readonly onEnd?: (() => void) | undefined;
  /** Of the control, for its label; a group of controls is labelled by `labelledBy`. */
  readonly id: string;
  /** What it is called where it has no label. */
  readonly label: string | undefined;
  readonly labelledBy: string | undefined;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
}
