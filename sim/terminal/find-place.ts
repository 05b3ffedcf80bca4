/** Who and where, as somebody types it: by id, handle or name. */
import { inConversation, type Scene } from "../playground/scene.ts";
import type { Place } from "../world/page-protocol.ts";
import type { PageClient } from "./page-client.ts";

/** Something was asked for that is not there; the message says what is. */
export class NotThere extends Error {
  override readonly name = "NotThere";
}

/** Throws `NotThere`. `thread`: a message's `ts`, or "last". */
export async function findPlace(
  page: PageClient,
  asked: { readonly as: string; readonly in: string; readonly thread: string | null },
): Promise<Place> {
  // Whoever is asked for: everybody's scene tells who there is, and which conversations they are in.
  const { workspace } = await look(page, { user: asked.as, channel: asked.in });
  const people = workspace.people.filter(({ isBot }) => !isBot);
  const person = people.find(({ id, name, realName }) => isMeant(asked.as, [id, name, realName]));
  if (!person) {
    const known = people.map(({ id, name, realName, roles }) => `${id}  ${name}  ${realName} (${roles})`);
    throw new NotThere(`There is nobody called ${asked.as}. There are:\n${indent(known)}`);
  }
  const { channels } = (await look(page, { user: person.id, channel: asked.in })).workspace;
  const channel = channels.find(({ id, title }) => isMeant(asked.in, [id, title]));
  if (!channel) {
    const known = channels.map(({ id, title }) => `${id}  ${title}`);
    throw new NotThere(`${person.realName} is in no channel called ${asked.in}, but in:\n${indent(known)}`);
  }
  const place = { user: person.id, channel: channel.id };
  return asked.thread === null ? place : { ...place, thread: await findThread(page, place, asked.thread) };
}

async function findThread(page: PageClient, place: Place, asked: string): Promise<string> {
  const { messages: all } = await look(page, place);
  const messages = inConversation(all).filter(({ ephemeral }) => !ephemeral);
  const message = asked === "last" ? messages.at(-1) : messages.find(({ ts }) => ts === asked);
  if (message) return message.threadTs ?? message.ts;
  throw new NotThere(
    messages.length === 0
      ? "Nobody has said anything there yet, so there is no thread."
      : `There is no message ${asked} there. --json tells the ts of each, and "last" means the newest.`,
  );
}

async function look(page: PageClient, place: Place): Promise<Scene> {
  const watch = await page.watch(place);
  watch.close();
  return watch.scene;
}

/** Case, and the sign before a name, make no difference. */
const isMeant = (asked: string, names: readonly string[]): boolean =>
  names.some((name) => name.toLowerCase() === asked.replace(/^[@#]/, "").toLowerCase());

const indent = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n");
