/** How tests talk about changes. */

import type { Chat } from "./chat.ts";

/** The first line of each message that is new or changed, after the marks of where it stands and who sees it. */
export const gist = (said: string): string[] =>
  said.split("\n---\n").flatMap((message) => {
    const [marks = ""] = /^\([^()\n]*\)\n/.exec(message) ?? [];
    const [first = ""] = message.slice(marks.length).split("\n", 1);
    return first === "" ? [] : [`${marks.replace("\n", " ")}${first}`];
  });

/** An operator asks for a change and the on-call lead says yes. */
export async function askAndApprove(chat: Chat, command: string): Promise<void> {
  await chat.command("UOPERATOR", command);
  await chat.press("UAPPROVER", "Approve");
}
