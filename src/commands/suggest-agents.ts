/** The entries of a menu of agents, while somebody types into it. Nobody sees names that they may not list. */
import type { Option } from "@slack/types";
import type { ListedAgent } from "../platforms/port.ts";
import { plainText } from "../views/escape-text.ts";
import { LIMITS } from "../views/limits.ts";
import { type Actor, authorize } from "./authorize.ts";
import type { CommandPorts } from "./command-context.ts";
import { COMMANDS } from "./command-table.ts";
import { quoteArgument } from "./quote-argument.ts";

/** Slack gives up after 3 s and shows nothing at all. */
const BUDGET_MS = 2_000;

/** At most 100 agents whose `project/name` contains what was typed; the value is an argument for a command text. */
export async function suggestAgents(
  typed: string,
  actor: Actor,
  { deps, directory }: CommandPorts,
): Promise<Option[]> {
  if (!deps.outcome.ok) return [];
  const allowed = await authorize(actor, COMMANDS["agent.list"], deps.outcome.config.roles, directory);
  if (!allowed.ok) return [];
  const platforms = deps.openPlatforms(AbortSignal.timeout(BUDGET_MS));
  const lists = await Promise.all(platforms.map((platform) => platform.listAgents()));
  const agents = lists.flatMap((list) => (list.ok ? list.value : []));
  const wanted = typed.toLowerCase().trim();
  return agents
    .map(toOption)
    .filter((option) => option !== null)
    .filter(({ text }) => text.text.toLowerCase().includes(wanted))
    .slice(0, LIMITS.options);
}

/** null for a reference that does not fit into an option; shortened it would be another agent. */
function toOption({ agent }: ListedAgent): Option | null {
  const value = quoteArgument(`${agent.project}/${agent.name || agent.id}`);
  if (value.length > LIMITS.optionValue) return null;
  return {
    text: {
      type: "plain_text",
      text: plainText(`${agent.project}/${agent.name || agent.id}`, LIMITS.optionText),
    },
    value,
  };
}
