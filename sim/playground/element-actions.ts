/** What elements can do; the message or modal that they are on provides it. */
import { createContext, useContext } from "react";
import {
  type Entered,
  outcomeSchema,
  type Suggestions,
  suggestionsSchema,
  type Where,
} from "../world/page-protocol.ts";
import { callWorld } from "./call-world.ts";

export interface ElementActions {
  press(blockId: string, actionId: string): Promise<void>;
  choose(blockId: string, actionId: string, value: Entered): Promise<void>;
  suggest(blockId: string, actionId: string, typed: string): Promise<Suggestions>;
}

const ElementActionsContext = createContext<ElementActions | null>(null);
export const ElementActionsProvider = ElementActionsContext.Provider;

export function useElementActions(): ElementActions {
  const actions = useContext(ElementActionsContext);
  if (!actions) throw new Error("an element must be on a message or modal");
  return actions;
}

/** What goes wrong with the app shows on the message itself; `report` hears of what never got that far. */
export function createElementActions(where: Where, report: (problem: string) => void): ElementActions {
  const act = async (action: string, body: object): Promise<void> => {
    try {
      await callWorld(action, { ...where, ...body }, outcomeSchema);
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    press: (blockId, actionId) => act("press", { blockId, actionId }),
    choose: (blockId, actionId, value) => act("choose", { blockId, actionId, value }),
    suggest: (blockId, actionId, value) =>
      callWorld("suggest", { ...where, blockId, actionId, value }, suggestionsSchema),
  };
}
