/** The shortest path that means the same, as Go's `filepath.Clean` makes it: no `//`, no `.`, no `..` behind a name. */
export function cleanPath(path: string): string {
  const isRooted = path.startsWith("/");
  const kept: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") kept.push(name);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isRooted) kept.push(name);
  }
  const joined = kept.join("/");
  return isRooted ? `/${joined}` : joined || ".";
}
