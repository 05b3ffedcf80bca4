/** What Slack makes of typed text: entities, and mentions, channels and links in angle brackets. */
import type { WorkspaceStore } from "./workspace-store.ts";

const SPECIAL = new Set(["here", "channel", "everyone"]);

/** A link, an address, a bare domain, or a word after @ or #; not in the middle of a word. */
const TOKEN =
  /https?:\/\/[^\s<>]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+\w|(?<![\w.@/-])(?:[\w-]+\.)+(?:com|org|net|io|dev|ai)\b(?:\/[^\s<>]*)?|(?<!\w)[@#][\w.-]*\w/g;

/** What ends a sentence, and brackets around a link, are not part of it. */
const TRAILING = /(?:&gt;|&lt;|&amp;|[.,;:!?)])+$/;

/**
 * `withNames`: as in slash commands whose "escape channels, users and links" is on (`<@U1|ann>`); without, as in
 * messages (`<@U1>`). A name that nobody has stays as it was typed.
 */
export function escapeText(
  store: WorkspaceStore,
  typed: string,
  { withNames }: { readonly withNames: boolean },
): string {
  const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replace(TOKEN, (token) => {
    if (token.startsWith("@")) return mention(store, token, withNames);
    if (token.startsWith("#")) return channel(store, token);
    const trailing = TRAILING.exec(token)?.[0] ?? "";
    const link = token.slice(0, token.length - trailing.length);
    if (link.includes("://")) return `<${link}>${trailing}`;
    return link.includes("@") ? `<mailto:${link}|${link}>${trailing}` : `<http://${link}|${link}>${trailing}`;
  });
}

function mention(store: WorkspaceStore, token: string, withNames: boolean): string {
  const name = token.slice(1);
  if (SPECIAL.has(name)) return `<!${name}>`;
  const person = store.state.people.find((candidate) => candidate.name === name && !candidate.deleted);
  if (person) return withNames ? `<@${person.id}|${name}>` : `<@${person.id}>`;
  const group = store.state.userGroups.find(({ handle, disabled }) => handle === name && !disabled);
  return group ? `<!subteam^${group.id}${withNames ? `|@${name}` : ""}>` : token;
}

function channel(store: WorkspaceStore, token: string): string {
  const found = store.state.channels.find(({ kind, name }) => kind !== "im" && name === token.slice(1));
  // The name of a private channel is not given away.
  return found ? `<#${found.id}|${found.kind === "public" ? found.name : ""}>` : token;
}
