import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { Place, ShownMessage } from "../../world/page-protocol.ts";
import { SCROLLS_BY_KEYS } from "../scrolls-by-keys.ts";
import { DayDivider } from "./day-divider.tsx";
import { MessageItem } from "./message-item.tsx";
import { NewMessages } from "./new-messages.tsx";
import { useMessageKeys } from "./use-message-keys.ts";

/** Pixels from the end within which the reader counts as being there. */
const END_WITHIN = 40;

/** What a message takes until it has been seen. */
const ESTIMATED_HEIGHT = 96;

export interface MessageListHandle {
  scrollToEnd(): void;
}

interface MessageListProps {
  readonly label: string;
  readonly messages: readonly ShownMessage[];
  readonly place: Place;
  readonly ref?: React.Ref<MessageListHandle>;
  readonly isInThread?: boolean;
  /** Shown while there are none. */
  readonly children?: ReactNode;
}

/** Messages, oldest first, of which only those in sight exist. Who is at the end stays there; who is not stays where they read. */
export function MessageList({ label, messages, place, ref, isInThread = false, children }: MessageListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_HEIGHT,
    getItemKey: (index) => messages[index]?.ts ?? index,
    overscan: 6,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: END_WITHIN,
    // React draws when other messages come into sight, not at every step of the scrolling.
    directDomUpdates: true,
  });
  useImperativeHandle(ref, () => ({ scrollToEnd: () => list.scrollToEnd() }), [list]);

  const isEmpty = messages.length === 0;
  useLayoutEffect(() => {
    if (!isEmpty) list.scrollToEnd();
  }, [isEmpty, list]);
  const onKeyDown = useMessageKeys(list, scroller);

  return (
    <div className="messages-area">
      <div
        ref={scroller}
        className="messages"
        role="log"
        aria-label={label}
        // What is read out is what is new (see Announcer), not what comes into sight while one scrolls.
        aria-live="off"
        {...SCROLLS_BY_KEYS}
        onKeyDown={onKeyDown}
      >
        {isEmpty && children}
        <div ref={list.containerRef} hidden={isEmpty} className="messages-space">
          {list.getVirtualItems().map(({ index, key }) => {
            const message = messages[index];
            if (!message) return null;
            return (
              <div key={key} ref={list.measureElement} data-index={index} className="messages-row">
                <DayDivider ts={message.ts} before={messages[index - 1]?.ts} />
                <MessageItem message={message} place={place} isInThread={isInThread} />
              </div>
            );
          })}
        </div>
      </div>
      <NewMessages
        last={messages.at(-1)?.ts}
        isAtEnd={() => list.isAtEnd(END_WITHIN)}
        scroller={scroller}
        onGo={() => list.scrollToEnd()}
      />
    </div>
  );
}
