import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Place } from "../../world/page-protocol.ts";
import { CompletionList } from "./completion-list.tsx";
import { Examples } from "./examples.tsx";
import { useCompletion } from "./use-completion.ts";
import { useSending } from "./use-sending.ts";

interface ComposerProps {
  readonly place: Place;
  /** "Message #voice-ops". */
  readonly label: string;
  /** Texts to begin with, one press each. */
  readonly examples?: readonly string[];
  readonly onSend: () => void;
}

/** Where one types messages and slash commands. */
export function Composer({ place, label, examples = [], onSend }: ComposerProps) {
  const [text, setText] = useState("");
  const [last, setLast] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const { send, underWay, problem } = useSending(place);
  const completion = useCompletion(field, text, setText);
  const id = useId();
  const isOpen = completion.options.length > 0;

  const submit = (): void => {
    const typed = text.trim();
    if (typed === "") return;
    setText("");
    setLast(typed);
    onSend();
    // What could not be sent stands there again, unless somebody types already.
    send(typed).catch(() => setText((now) => now || typed));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || completion.onKeyDown(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
    if (event.key === "ArrowUp" && text === "" && last !== "") {
      event.preventDefault();
      setText(last);
    }
  };

  return (
    <form
      className="composer"
      data-tour="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {problem && (
        <p className="warning" role="alert">
          {problem}
        </p>
      )}
      <Examples
        examples={examples}
        onPick={(example) => {
          setText(example);
          field.current?.focus();
        }}
      />
      <div className="composer-field">
        {isOpen && <CompletionList id={id} {...completion} onPick={completion.pick} />}
        <textarea
          ref={field}
          rows={1}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={isOpen ? id : undefined}
          aria-activedescendant={completion.active >= 0 ? `${id}-${completion.active}` : undefined}
          placeholder={label}
          autoComplete="off"
          value={text}
          onChange={({ target: { value } }) => {
            setText(value);
            completion.look();
          }}
          onSelect={completion.look}
          onBlur={() => completion.close()}
          onKeyDown={onKeyDown}
        />
        <button type="submit" aria-label="Send" disabled={text.trim() === ""}>
          ➤
        </button>
      </div>
      <p className="working" role="status">
        {underWay.length > 0 && `Switchboard works on ${underWay.join(", ")} …`}
        {isOpen && <span className="unseen">{completion.options.length} suggestions</span>}
      </p>
    </form>
  );
}
