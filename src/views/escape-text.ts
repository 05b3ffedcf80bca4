/**
 * Foreign text made harmless: names, versions, statuses, error messages and log lines come from outside. What they
 * contain is shown and never obeyed: no mention, link, date, code span or emphasis of theirs takes effect.
 * Slack has no escape for its emphasis characters, so those are replaced by look-alikes.
 */
import { clampText } from "./clamp-text.ts";
import { LIMITS } from "./limits.ts";
import { assumeEscaped, joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** Long enough for every sane name, short enough for a phone. UTF-16 units before escaping. */
const NAME_LENGTH = 120;

/** They only choose between two drawings of the character before. */
const VARIATION_SELECTOR = /[\ufe0e\ufe0f]/g;
/** Characters without ink, direction overrides, halves of characters: a name that has them must not look like one without. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}\u2800]+/gu;
const WHITE_SPACE = /[\s\p{Cc}]+/gu;

/** Foreign text on one line for where Slack parses nothing: button labels, titles, options. */
export function plainText(text: string, maxLength: number = NAME_LENGTH): string {
  const line = text.replace(VARIATION_SELECTOR, "").replace(INVISIBLE, "\ufffd").replace(WHITE_SPACE, " ");
  return clampText(line.trim(), maxLength);
}

/** Foreign text inside mrkdwn. `maxLength` counts UTF-16 units before escaping. */
export function escapeText(text: string, maxLength?: number): Mrkdwn {
  return disarm(plainText(text, maxLength));
}

/** Foreign text in bold: a name. */
export function boldText(text: string, maxLength?: number): Mrkdwn {
  return assumeEscaped(`*${escapeText(text, maxLength) || "(no name)"}*`);
}

/** Foreign text in a code span: an id, a version, a line of output. */
export function codeText(text: string, maxLength?: number): Mrkdwn {
  return assumeEscaped(`\`${escapeControls(plainText(text, maxLength)) || "(blank)"}\``);
}

/** A sentence that arrives as plain text, with code between backticks; safe whatever it holds. */
export function proseText(text: string, maxLength = 500): Mrkdwn {
  const spans = plainText(text, maxLength).split(/`([^`]+)`/);
  return joinMrkdwn(
    spans.map((span, index) => (index % 2 === 1 ? codeText(span, maxLength) : disarm(span))),
    mrkdwn``,
  );
}

/** A person, by their Slack id; anything else is shown as text. */
export function mentionUser(userId: string): Mrkdwn {
  return /^[UW][A-Z0-9]{1,30}$/.test(userId) ? assumeEscaped(`<@${userId}>`) : codeText(userId);
}

/** A user group, by its Slack id; all of it is called. Anything else is shown as text. */
export function mentionGroup(groupId: string): Mrkdwn {
  return /^S[A-Z0-9]{1,30}$/.test(groupId) ? assumeEscaped(`<!subteam^${groupId}>`) : codeText(groupId);
}

/** A channel, by its Slack id; anything else is shown as text. */
export function mentionChannel(channelId: string): Mrkdwn {
  return /^[CGD][A-Z0-9]{1,30}$/.test(channelId) ? assumeEscaped(`<#${channelId}>`) : codeText(channelId);
}

/** A link, or null when the address is not http(s) or too long; an address is never shortened. */
export function linkText(url: string, label: Mrkdwn): Mrkdwn | null {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  const address = new URL(url).href.replaceAll("|", "%7C").replaceAll("&", "&amp;");
  return address.length > LIMITS.url ? null : assumeEscaped(`<${address}|${label}>`);
}

/** Takes the effect from everything that Slack would parse outside of a code span. */
function disarm(text: string): Mrkdwn {
  return escapeControls(
    text
      .replace(/^>/, "＞") // a quote, where it begins a line
      .replaceAll("*", "∗")
      .replaceAll("~", "∼")
      .replace(/(?<![\p{L}\p{N}])_/gu, "ˍ") // inside a word, as in `support_line`, it has no effect
      .replace(/:(?=[\w+'-]+:)/g, "꞉"), // `:fire:`
  );
}

/** What Slack would parse even inside a code span. */
function escapeControls(text: string): Mrkdwn {
  return assumeEscaped(
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll("`", "ˋ")
      .replace(/@(?=channel|here|everyone)/gi, "＠"),
  );
}
