/** The command that was refused, for the words and the buttons of its refusal. */
export interface AskedCommand {
  /** "Roll back": its verb, as a button says it. */
  readonly act: string;
  /** A button that runs it then says so, and nothing is run that was only guessed. */
  readonly changes: boolean;
  /** The command that explains it. */
  readonly help: string;
}
