import { actions, section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

/** Where no form can be opened by itself: a button that opens it. `label` ends in "…". */
export function renderFormInvitation(label: string, command: string): View {
  const text = mrkdwn`Values of secrets are typed into a form, where nobody else sees them; nothing was done yet.`;
  return createView({ text, blocks: [section(text), actions([{ label, command, style: "primary" }])] });
}
