import { succeed } from "../../failure.ts";
import { renderJson } from "../../views/render-json.ts";
import { renderOperations } from "../../views/render-operations.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { doubtQuestion } from "./doubt-question.ts";
import { parseRecordQuestion } from "./parse-record-question.ts";

/** What is under way comes first, so this cuts off only what is long over. */
const MAX_LISTED = 99;

/** `/agent operations`: from our own records, so it is there when a platform is not. */
export const operations: Handler<"agent.operations"> = async (input, { deps, asking, workspace }) => {
  const question = parseRecordQuestion(input, usageFor("agent.operations"));
  if (!question.ok) return question;
  const { project, agent } = question.value;
  const found = await workspace.listOperations({ project, agentId: agent, limit: MAX_LISTED + 1 });
  const known =
    found.length > 0
      ? succeed(null)
      : await doubtQuestion(question.value, "the list of operations", deps.openPlatforms());
  if (!known.ok) return known;

  const listed = found.slice(0, MAX_LISTED);
  const cards = listed.length === 0 ? {} : await workspace.locateCards(listed.map(({ id }) => id));
  const { audience } = asking;
  const view = input.json
    ? renderJson(listed.map((operation) => ({ ...operation, card: cards[operation.id] ?? null })))
    : renderOperations(
        { ...question.value, operations: listed, cards, hasMore: found.length > MAX_LISTED },
        { now: deps.now(), audience, page: input.page ?? 1 },
      );
  return succeed(answerWith(view, asking));
};
