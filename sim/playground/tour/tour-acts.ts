/** What the tour does is what a visitor would: it says something, presses a button, pulls a lever of the world. */
import { outcomeSchema, type Place } from "../../world/page-protocol.ts";
import { doneSchema } from "../../world/panel/panel-protocol.ts";
import { callWorld } from "../call-world.ts";
import type { FoundButton } from "./find-button.ts";

export async function sayAs({ user, channel }: Place, text: string): Promise<void> {
  await callWorld("say", { user, channel, text }, outcomeSchema);
}

/** Throws when there is no button. */
export async function pressAs({ user, channel }: Place, found: FoundButton | null): Promise<void> {
  if (!found) throw new Error("The card is not there yet. A moment, then press again.");
  await callWorld("press", { user, channel, ...found }, outcomeSchema);
}

export async function actInWorld(name: string, body: object): Promise<void> {
  await callWorld(`world/${name}`, body, doneSchema);
}
