import { lazy } from "react";
import type { Block, MessageProps } from "slack-blocks-to-jsx";
import type { Workspace } from "../../world/page-protocol.ts";
import { useWorkspace } from "../workspace-context.ts";
import { EMOJI_SIGNS } from "./emoji-signs.ts";
import { MessageLink } from "./message-link.tsx";
import { SlackDate } from "./slack-date.tsx";

type Hooks = NonNullable<MessageProps["hooks"]>;

/** Half of the page's code, which nobody waits for who only wants to type; what shows blocks waits by itself. */
const Message = lazy(async () => ({ default: (await loadLibrary()).Message }));
export const loadLibrary = () => import("slack-blocks-to-jsx");

const SIGNS = new Set(Object.values(EMOJI_SIGNS));

const HOOKS: Hooks = {
  emoji: (emoji, parse) =>
    SIGNS.has(emoji.name) ? (
      <span
        className={`sign ${emoji.name.replaceAll("_", "-")}`}
        role="img"
        aria-label={emoji.name.replaceAll("_", " ")}
      />
    ) : (
      parse(emoji)
    ),
  date: ({ timestamp, format, link, fallback }) => {
    const shown = <SlackDate seconds={Number(timestamp)} format={format} fallback={fallback} />;
    return link ? (
      <MessageLink href={link} className="slack_date">
        {shown}
      </MessageLink>
    ) : (
      shown
    );
  },
  link: ({ href, className, children }) => (
    <MessageLink href={href} className={className}>
      {children}
    </MessageLink>
  ),
};

/** A block in which nothing can be pressed, drawn by the library. */
export function StillBlock({ block }: { readonly block: Block }) {
  const names = namesOf(useWorkspace());
  return <Message blocks={[block]} data={names} hooks={HOOKS} withoutWrapper name="" logo="" />;
}

type Names = NonNullable<MessageProps["data"]>;

/** There are many blocks and one workspace. */
const known = new WeakMap<Workspace, Names>();

/** The names behind ids. */
function namesOf(workspace: Workspace): Names {
  const { people, channels, userGroups } = workspace;
  const names = known.get(workspace) ?? {
    users: people.map(({ id, name }) => ({ id, name })),
    channels: channels.map(({ id, title }) => ({ id, name: title })),
    user_groups: userGroups.map(({ id, handle }) => ({ id, name: handle })),
  };
  known.set(workspace, names);
  return names;
}
