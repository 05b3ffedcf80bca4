import { useState } from "react";
import type { DataTable } from "./block-schemas.ts";
import { isShownBlock } from "./block-schemas.ts";
import { StillBlock } from "./still-block.tsx";

type Cell = DataTable["rows"][number][number];

/** Rows in pages; the first row names the columns. */
export function DataTableBlock({ table }: { readonly table: DataTable }) {
  const [page, setPage] = useState(0);
  const [head = [], ...rows] = table.rows;
  const size = table.page_size;
  const pages = Math.ceil(rows.length / size);
  const shown = rows.slice(page * size, (page + 1) * size);
  return (
    <div className="data-table">
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={keyOf(cell)} scope="col">
                <CellText cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.map(keyOf).join()}>
              {row.map((cell, column) => (
                <td key={keyOf(head[column] ?? cell)}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <p>
          <button type="button" className="element" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>{" "}
          Page {page + 1} of {pages}{" "}
          <button
            type="button"
            className="element"
            disabled={page === pages - 1}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </p>
      )}
    </div>
  );
}

function CellText({ cell }: { readonly cell: Cell }) {
  if (cell.type === "raw_text") return cell.text;
  return isShownBlock(cell) ? <StillBlock block={cell} /> : null;
}

const keyOf = (cell: Cell): string => JSON.stringify(cell);
