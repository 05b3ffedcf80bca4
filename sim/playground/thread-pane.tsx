import { useMemo, useRef } from "react";
import type { Place, ShownMessage } from "../world/page-protocol.ts";
import { Composer } from "./composer/composer.tsx";
import { LoadingBlocks } from "./loading-blocks.tsx";
import { MessageList, type MessageListHandle } from "./messages/message-list.tsx";
import { inThread } from "./scene.ts";
import { useHref } from "./use-address.ts";

interface ThreadPaneProps {
  readonly place: Place;
  readonly thread: string;
  readonly messages: readonly ShownMessage[];
}

/** A thread, beside its channel or, on a phone, in its place. */
export function ThreadPane({ place, thread, messages }: ThreadPaneProps) {
  const { user, channel } = place;
  const href = useHref();
  const list = useRef<MessageListHandle>(null);
  const here = useMemo(() => ({ user, channel, thread }), [user, channel, thread]);
  const shown = useMemo(() => inThread(messages, thread), [messages, thread]);
  return (
    <aside className="thread" aria-label="Thread">
      <header className="bar">
        <div>
          <h2>Thread</h2>
        </div>
        <a className="close" href={href({ user, channel })} aria-label="Close thread">
          ✕
        </a>
      </header>
      <LoadingBlocks>
        <MessageList ref={list} label="Messages in this thread" messages={shown} place={here} isInThread />
      </LoadingBlocks>
      <Composer
        place={here}
        label="Reply, or @switchboard status"
        onSend={() => list.current?.scrollToEnd()}
      />
    </aside>
  );
}
