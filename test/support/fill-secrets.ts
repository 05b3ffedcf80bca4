import { SECRETS_FORM } from "../../src/views/secrets-form.ts";
import type { Chat } from "./chat.ts";

/** A person types a command that goes on in a form, and sees what it says. */
export async function openSecrets(chat: Chat, user: string, command: string): Promise<string> {
  await chat.command(user, command);
  await chat.settled();
  return formText(chat, user);
}

/** Fills the form for secrets by block id, and sends it; gives what it says to be wrong. */
export const fillSecrets = (
  chat: Chat,
  user: string,
  fields: Readonly<Record<string, string | string[]>>,
  options: { readonly answers?: number } = {},
) =>
  chat.fill(
    user,
    Object.fromEntries(
      Object.entries(fields).map(([blockId, entry]) => [blockId, { [SECRETS_FORM.input]: entry }]),
    ),
    options,
  );

/** The ids of the fields of the form that is open. */
export const fieldsOf = (chat: Chat, user: string): string[] =>
  blocksOf(chat, user)
    .filter(({ type }) => type === "input")
    .map(({ block_id: id }) => String(id));

/** What the form says besides its fields. */
export const formText = (chat: Chat, user: string): string =>
  blocksOf(chat, user)
    .flatMap(({ text }) => text?.text ?? [])
    .join("\n");

function blocksOf(chat: Chat, user: string) {
  const blocks = chat.form(user)?.blocks;
  return Array.isArray(blocks) ? blocks : [];
}
