interface NotShownProps {
  /** Block Kit's name of it. */
  readonly type: string;
  /** What it says of itself. */
  readonly text?: string;
}

/** Stands in the place of what Slack would show and this page does not (docs/playground.md lists it). */
export function NotShown({ type, text = "" }: NotShownProps) {
  return (
    <span className="unsupported">
      {text === "" ? `Slack shows a ${type} here; this page cannot.` : `${type}: ${text} (not loaded here)`}
    </span>
  );
}
