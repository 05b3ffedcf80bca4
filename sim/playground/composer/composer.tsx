import { type KeyboardEvent, useRef, useState } from "react";
import { outcomeSchema, type Place, type Saying } from "../world/page-protocol.ts";
import { callWorld } from "./call-world.ts";

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
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  const send = async (): Promise<void> => {
    const typed = text.trim();
    if (typed === "") return;
    setText("");
    setLast(typed);
    setProblem(null);
    onSend();
    try {
      await callWorld("say", { ...place, text: typed } satisfies Saying, outcomeSchema);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setText((now) => now || typed);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    }
    if (event.key === "ArrowUp" && text === "" && last !== "") {
      event.preventDefault();
      setText(last);
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <p className="warning" role="alert">
          {problem}
        </p>
      )}
      {examples.length > 0 && (
        <div className="examples">
          {examples.map((example) => (
            <button
              key={example}
              type="button"
              onClick={() => {
                setText(example);
                field.current?.focus();
              }}
            >
              {example}
            </button>
          ))}
        </div>
      )}
      <div className="composer-field">
        <textarea
          ref={field}
          rows={1}
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={({ target: { value } }) => setText(value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" aria-label="Send" disabled={text.trim() === ""}>
          ➤
        </button>
      </div>
    </form>
  );
}
