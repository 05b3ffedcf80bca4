import type { Message } from "../../sim/slack/workspace-state.ts";
import type { ToldOperation } from "./read-operations.ts";

/** What a card says of each end; views/describe-change-end.ts has the words. */
const HEADLINES: Readonly<Record<string, RegExp>> = {
  succeeded: /\*(?:Rolled back|Restarted|Scaled) /,
  unchanged: /\*Nothing was changed: /,
  failed: / failed\*/,
  refused: /\* was not sent to | was not (?:rolled back|restarted|scaled)\*/,
  rejected: /\*Rejected: /,
  expired: /\*Expired: /,
  cancelled: /\*Cancelled: /,
  superseded: /\*Overtaken: /,
  "timed-out": / is not done after /,
  lost: /\*I do not know whether /,
};
const PINGS = /<!(?:channel|here|everyone)/;

/** Each operation has one card, which says how it ended, and nobody was woken who has nothing to do with it. */
export function findCardViolations(
  operations: readonly ToldOperation[],
  messages: readonly Message[],
): string[] {
  const violations: string[] = [];
  for (const { id, outcome } of operations) {
    const cards = messages.filter(({ metadata }) => JSON.stringify(metadata)?.includes(`"${id}"`));
    const said = JSON.stringify(cards.at(-1)?.blocks ?? "");
    if (cards.length > 1) violations.push(`operation ${id} has ${cards.length} cards`);
    // Where Slack took no card, nothing was begun.
    if (cards.length === 0 && outcome !== "refused" && outcome !== "cancelled")
      violations.push(`operation ${id} ended as ${outcome} without a card`);
    const wanted = HEADLINES[outcome ?? ""];
    if (cards.length > 0 && wanted && !wanted.test(said))
      violations.push(`operation ${id} ended as ${outcome}, and its card is stale: ${said.slice(0, 300)}`);
  }
  for (const { user, text, blocks, ts } of messages) {
    if (user === "USWITCH" && PINGS.test(text + JSON.stringify(blocks)))
      violations.push(`message ${ts} wakes a whole channel`);
  }
  return violations;
}
