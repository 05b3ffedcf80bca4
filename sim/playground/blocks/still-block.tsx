import { createContext, useContext } from "react";
import { type Block, Message, type MessageProps } from "slack-blocks-to-jsx";
import type { Scene } from "../../world/page-protocol.ts";

type Hooks = NonNullable<MessageProps["hooks"]>;

const NamesContext = createContext<MessageProps["data"]>({});
/** The names behind ids. */
export const NamesProvider = NamesContext.Provider;

export function namesOf({ people, channels, userGroups }: Scene): NonNullable<MessageProps["data"]> {
  return {
    users: people.map(({ id, name }) => ({ id, name })),
    channels: channels.map(({ id, title }) => ({ id, name: title })),
    user_groups: userGroups.map(({ id, handle }) => ({ id, name: handle })),
  };
}

const HOOKS: Hooks = {
  emoji: (emoji, parse) => {
    const drawn = /^(?:large_(green|blue)|(red|white))_circle$|^crescent_(moon)$/.exec(emoji.name);
    const [sign] = drawn?.slice(1).filter((group) => group !== undefined) ?? [];
    return sign ? <span className={`sign ${sign}`} role="img" aria-label={sign} /> : parse(emoji);
  },
};

/** A block in which nothing can be pressed, drawn by the library. */
export function StillBlock({ block }: { readonly block: Block }) {
  const names = useContext(NamesContext);
  return <Message blocks={[block]} data={names ?? {}} hooks={HOOKS} withoutWrapper name="" logo="" />;
}
