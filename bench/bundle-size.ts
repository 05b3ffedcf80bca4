import { buildBundle, SUBJECTS, SWITCHBOARD } from "./build-bundle.ts";
import { measureBundle } from "./measure-bundle.ts";
import type { Table } from "./table.ts";

/** How much is uploaded, and loaded by every new isolate. */
export async function benchBundleSize(): Promise<Table> {
  const sizes = SUBJECTS.map((subject) => ({
    label: subject.label,
    ...measureBundle(buildBundle(subject).directory),
  }));
  const ours = sizes.find(({ label }) => label === SWITCHBOARD.label)?.gzipKib ?? Number.NaN;
  return {
    title: "Size of the Worker",
    columns: ["Worker", "minified KiB", "gzip KiB", "Switchboard is"],
    rows: sizes.map(({ label, kib, gzipKib }) => [
      label,
      kib.toFixed(1),
      gzipKib.toFixed(1),
      `${(ours / gzipKib).toFixed(2)} ×`,
    ]),
    notes: [
      "Built by `wrangler deploy --dry-run` with the same settings; gzip at level 9; source maps are not counted.",
      "The peers do far less: they verify, route and echo. Plain Bolt is the same stack without our aliases and imports.",
    ],
  };
}
