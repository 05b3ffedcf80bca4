/** A CSV file as RFC 4180 has it, by the names of its first line: one object for each line after it. */
export function parseCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = text.trimEnd().split("\r\n").map(parseLine);
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])));
}

/** A cell stands bare or in quotes, in which a quote is two. No cell of ours has a line break. */
const CELL = /("(?:[^"]|"")*"|[^",]*)(?:,|$)/y;

function parseLine(line: string): string[] {
  const cells: string[] = [];
  for (CELL.lastIndex = 0; CELL.lastIndex < line.length; ) {
    const [, cell = ""] = CELL.exec(line) ?? [];
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
  }
  return cells;
}
