import { createContext, useContext } from "react";
import { type Block, Message, type MessageProps } from "slack-blocks-to-jsx";
import type { Workspace } from "../../world/page-protocol.ts";
import { EMOJI_SIGNS } from "./emoji-signs.ts";
import { MessageLink } from "./message-link.tsx";
import { SlackDate } from "./slack-date.tsx";

type Hooks = NonNullable<MessageProps["hooks"]>;

const NamesContext = createContext<MessageProps["data"]>({});
/** The names behind ids. */
export const NamesProvider = NamesContext.Provider;

export function namesOf({ people, channels, userGroups }: Workspace): NonNullable<MessageProps["data"]> {
  return {
    users: people.map(({ id, name }) => ({ id, name })),
    channels: channels.map(({ id, title }) => ({ id, name: title })),
    user_groups: userGroups.map(({ id, handle }) => ({ id, name: handle })),
  };
}

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
  const names = useContext(NamesContext);
  return <Message blocks={[block]} data={names ?? {}} hooks={HOOKS} withoutWrapper name="" logo="" />;
}
