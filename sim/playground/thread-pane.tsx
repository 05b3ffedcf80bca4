import { useRef } from "react";
import type { Place, Scene, ShownMessage } from "../world/page-protocol.ts";
import { Composer } from "./composer.tsx";
import { MessageList } from "./message-list.tsx";
import { formatPlace } from "./place-address.ts";

interface ThreadPaneProps {
  readonly scene: Scene;
  readonly place: Place;
  readonly messages: readonly ShownMessage[];
}

/** A thread, beside its channel or, on a phone, in its place. */
export function ThreadPane({ scene, place, messages }: ThreadPaneProps) {
  const { user, channel } = place;
  const list = useRef<HTMLDivElement>(null);
  return (
    <aside className="thread" aria-label="Thread">
      <header className="bar">
        <div>
          <h2>Thread</h2>
        </div>
        <a className="close" href={formatPlace({ user, channel })} aria-label="Close thread">
          ✕
        </a>
      </header>
      <MessageList
        ref={list}
        label="Messages in this thread"
        messages={messages}
        place={place}
        scene={scene}
        isInThread
      />
      <Composer
        place={place}
        label="Reply, or @switchboard status"
        onSend={() => list.current?.scrollTo(0, 0)}
      />
    </aside>
  );
}
