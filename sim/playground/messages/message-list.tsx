import type { ReactNode, Ref } from "react";
import type { Place, Scene, ShownMessage } from "../world/page-protocol.ts";
import { MessageItem } from "./message-item.tsx";

interface MessageListProps {
  readonly label: string;
  readonly messages: readonly ShownMessage[];
  readonly place: Place;
  readonly scene: Scene;
  /** Scrolls; its end is at 0. */
  readonly ref: Ref<HTMLDivElement>;
  readonly isInThread?: boolean;
  /** Shown while there are none. */
  readonly children?: ReactNode;
}

/** Messages, oldest first. Who is at the end stays there, by the style sheet alone. */
export function MessageList({
  label,
  messages,
  place,
  scene,
  ref,
  isInThread = false,
  children,
}: MessageListProps) {
  return (
    <div ref={ref} className="messages" role="log" aria-label={label}>
      <div>
        {messages.length === 0 && children}
        {messages.map((message) => (
          <MessageItem
            key={message.ts}
            message={message}
            place={place}
            scene={scene}
            isInThread={isInThread}
          />
        ))}
      </div>
    </div>
  );
}
