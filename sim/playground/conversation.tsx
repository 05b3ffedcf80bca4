import { type ReactNode, useRef } from "react";
import type { Place, Scene, ShownChannel } from "../world/page-protocol.ts";
import { Composer } from "./composer.tsx";
import { MessageList } from "./message-list.tsx";

const EXAMPLES = [
  "/agent status",
  "/agent status prod/support-line",
  '/agent rollback prod/support-line --reason "callers hear silence"',
  "/dispatch support-line room-1 --project prod",
  "@switchboard status",
];

interface ConversationProps {
  readonly scene: Scene;
  readonly place: Place;
  readonly channel: ShownChannel;
  /** Left of the title. */
  readonly children: ReactNode;
}

/** One channel or direct conversation. */
export function Conversation({ scene, place, channel, children }: ConversationProps) {
  const { user, channel: id } = place;
  const here = { user, channel: id };
  const name = channel.isDirect ? channel.title : `#${channel.title}`;
  const list = useRef<HTMLDivElement>(null);
  const person = scene.people.find((candidate) => candidate.id === user);
  const isNew = scene.messages.length === 0;
  // In a direct conversation one need not mention whom one talks to, and Switchboard listens to commands only.
  const examples = EXAMPLES.filter((example) => !channel.isDirect || example.startsWith("/"));
  return (
    <main>
      <header className="bar">
        {children}
        <div>
          <h2>{name}</h2>
          {channel.topic && <p>{channel.topic}</p>}
        </div>
      </header>
      <MessageList
        ref={list}
        label={`Messages in ${name}`}
        messages={scene.messages}
        place={here}
        scene={scene}
      >
        <div className="empty">
          <h3>Nobody has said anything in {name} yet.</h3>
          <p>Ask Switchboard about the voice agents, as you would in Slack. For a start:</p>
        </div>
      </MessageList>
      <Composer
        place={here}
        label={`Message ${name} as ${person?.realName ?? user}`}
        examples={isNew ? examples : []}
        onSend={() => list.current?.scrollTo(0, 0)}
      />
    </main>
  );
}
