/** Whether git lets a branch or a tag have this name (git-check-ref-format), so that it may stand in a path of GitHub's. */
export function isGitRef(name: string): boolean {
  if (name.length > 250 || name.startsWith("-") || name.endsWith(".") || /\.\.|@\{/.test(name)) return false;
  if (!name.isWellFormed() || /[\s~^:?*[\\\p{Cc}]/u.test(name)) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}
