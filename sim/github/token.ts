/** A fine-grained personal access token. */
export interface Token {
  readonly value: string;
  /** "owner/name" of those that it may see besides the public ones. */
  readonly repositories: readonly string[];
  readonly contents: "read" | "none";
  readonly actions: "write" | "read" | "none";
}
