import { type ReactNode, useMemo, useRef } from "react";
import type { Place, ShownChannel, ShownMessage } from "../world/page-protocol.ts";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer/composer.tsx";
import { LoadingBlocks } from "./loading-blocks.tsx";
import { MessageList, type MessageListHandle } from "./messages/message-list.tsx";
import { inConversation } from "./scene.ts";
import { useWorkspace } from "./workspace-context.ts";

const EXAMPLES = [
  "/agent status",
  "/agent status prod/support-line",
  '/agent rollback prod/support-line --reason "callers hear silence"',
  "/dispatch support-line room-1 --project prod",
  "@switchboard status",
];

interface ConversationProps {
  readonly messages: readonly ShownMessage[];
  readonly place: Place;
  readonly channel: ShownChannel;
  /** Left and right of the title. */
  readonly menu: ReactNode;
  readonly tools: ReactNode;
}

/** One channel or direct conversation. */
export function Conversation({ messages, place, channel, menu, tools }: ConversationProps) {
  const { user, channel: id } = place;
  const here = useMemo(() => ({ user, channel: id }), [user, id]);
  const name = channel.isDirect ? channel.title : `#${channel.title}`;
  const list = useRef<MessageListHandle>(null);
  const person = useWorkspace().people.find((candidate) => candidate.id === user);
  const shown = useMemo(() => inConversation(messages), [messages]);
  // In a direct conversation one need not mention whom one talks to, and Switchboard listens to commands only.
  const examples = EXAMPLES.filter((example) => !channel.isDirect || example.startsWith("/"));
  return (
    <main>
      <header className="bar">
        {menu}
        <div>
          <h1>{name}</h1>
          {channel.topic && <p>{channel.topic}</p>}
        </div>
        {tools}
      </header>
      <h2 className="unseen">Messages</h2>
      <LoadingBlocks>
        <MessageList ref={list} label={`Messages in ${name}`} messages={shown} place={here}>
          <div className="empty">
            <p className="title">Nobody has said anything in {name} yet.</p>
            <p>Ask Switchboard about the voice agents, as you would in Slack. For a start:</p>
          </div>
        </MessageList>
      </LoadingBlocks>
      <Composer
        place={here}
        label={`Message ${name} as ${person?.realName ?? user}`}
        examples={shown.length === 0 ? examples : []}
        onSend={() => list.current?.scrollToEnd()}
      />
      <Announcer messages={shown} user={user} />
    </main>
  );
}
