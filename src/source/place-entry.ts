/** Where an entry of GitHub's archive stands below the subdirectory; "." is the subdirectory itself, null: it is not in there. */
export function placeEntry(name: string, subdirectory: string | null): string | null {
  // The first folder is GitHub's own: owner, name and commit.
  const [, ...below] = withoutSlash(name).split("/");
  const path = below.join("/");
  if (subdirectory === null) return path || ".";
  if (path === subdirectory) return ".";
  return path.startsWith(`${subdirectory}/`) ? path.slice(subdirectory.length + 1) : null;
}

/** Whether an entry could lead out of the folder that it is unpacked in. Some take a backslash for a slash. */
export function mayClimb(name: string): boolean {
  const steps = withoutSlash(name).split(/[/\\]/);
  return name.includes("\0") || steps.some((step) => step === "" || step === "." || step === "..");
}

const withoutSlash = (name: string): string => (name.endsWith("/") ? name.slice(0, -1) : name);
