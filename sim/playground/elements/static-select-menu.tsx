import { useElementActions } from "../element-actions.ts";
import type { Option, StaticSelect } from "./element-schemas.ts";
import { useConfirmed } from "./use-confirmed.tsx";

interface StaticSelectMenuProps {
  readonly blockId: string;
  readonly element: StaticSelect;
}

export function StaticSelectMenu({ blockId, element }: StaticSelectMenuProps) {
  const { choose } = useElementActions();
  const { start, isBusy, question } = useConfirmed(element.confirm);
  const placeholder = element.placeholder?.text ?? "Select an option";
  return (
    <>
      <select
        className="element"
        aria-label={placeholder}
        aria-busy={isBusy}
        defaultValue={element.initial_option?.value ?? ""}
        onChange={({ target: { value } }) => start(() => choose(blockId, element.action_id, value))}
      >
        <option value="" disabled>
          {placeholder}
        </option>
        {element.options.map(toOption)}
        {element.option_groups.map(({ label, options }) => (
          <optgroup key={label.text} label={label.text}>
            {options.map(toOption)}
          </optgroup>
        ))}
      </select>
      {question}
    </>
  );
}

const toOption = ({ text, value }: Option) => (
  <option key={value} value={value}>
    {text.text}
  </option>
);
