/** What a benchmark found, and how it is printed: as a Markdown table that also reads well in a terminal. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  /** The first cell names the row; the others are figures. */
  readonly rows: readonly (readonly string[])[];
  /** What a reader must know to trust the figures. */
  readonly notes: readonly string[];
}

export function renderTable({ title, columns, rows, notes }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const pad = (cell: string, index: number): string =>
    index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0);
  const line = (cells: readonly string[]): string => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, index) => (index === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  const table = [line(columns), `| ${rule.join(" | ")} |`, ...rows.map(line)];
  return [`## ${title}`, "", ...table, "", ...notes.map((note) => `- ${note}`), ""].join("\n");
}
