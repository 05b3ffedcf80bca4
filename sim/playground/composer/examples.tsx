interface ExamplesProps {
  readonly examples: readonly string[];
  readonly onPick: (example: string) => void;
}

/** Something to begin with, where nobody has said anything yet. */
export function Examples({ examples, onPick }: ExamplesProps) {
  if (examples.length === 0) return null;
  return (
    <div className="examples">
      {examples.map((example) => (
        <button key={example} type="button" onClick={() => onPick(example)}>
          {example}
        </button>
      ))}
    </div>
  );
}
