import axe from "axe-core";
import type { Page } from "playwright-core";
import * as z from "zod";

const resultsSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      help: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
    }),
  ),
});

/** What axe finds to be a serious or critical barrier in the page as it looks now, a line each. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  // Not as an element of the page, whose policy lets no strange script in.
  await page.evaluate(axe.source);
  const { violations } = resultsSchema.parse(
    await page.evaluate("axe.run(document, { resultTypes: ['violations'] })"),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => {
      const [first] = nodes;
      return `${id}: ${help} (${nodes.length}×; ${first?.target.join(" ")}: ${first?.failureSummary})`;
    });
}
