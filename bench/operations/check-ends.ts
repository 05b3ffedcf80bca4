/** Whether every operation came to its true end, once, and shows it. */
import type { CompanyWithBot } from "./companies.ts";

type Ended = Pick<CompanyWithBot, "wishes" | "tally" | "slack" | "listOperations">;

/** What is not as it should be, a line each; none: all is well. */
export async function checkEnds(company: Ended): Promise<string[]> {
  const { wishes, tally } = company;
  const operations = await company.listOperations();
  const counts = {
    operations: operations.length,
    "operations that succeeded": operations.filter(({ phase }) => phase === "succeeded").length,
    "agents that were changed": tally.changes.size,
    "changes on the clouds": [...tally.changes.values()].flat().length,
    cards: readCards(company).length,
    "cards that show the end": countFinalCards(company),
  };
  const wrong = Object.entries(counts).filter(([, count]) => count !== wishes.length);
  const limited = Object.entries(company.slack.world.rateLimited());
  return [
    ...wrong.map(([what, count]) => `${count} ${what}, not ${wishes.length}`),
    ...limited.map(([method, times]) => `${times} calls of ${method} answered with 429`),
  ];
}

export const countFinalCards = (company: Pick<Ended, "slack">): number =>
  readCards(company).filter((text) => /^\*(Rolled back|Deployed) /.test(text)).length;

/** The text of each card: the messages of the bot that are no replies. Answers for one person alone have no metadata. */
const readCards = ({ slack }: Pick<Ended, "slack">): readonly string[] =>
  slack
    .snapshot()
    .messages.filter(({ threadTs, metadata }) => threadTs === null && metadata !== null)
    .map(({ text }) => text);
