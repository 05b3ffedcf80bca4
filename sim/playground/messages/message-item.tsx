import { memo, useMemo, useState } from "react";
import type { Place, ShownMessage } from "../../world/page-protocol.ts";
import { Avatar } from "../avatar.tsx";
import { MessageBlocks } from "../blocks/message-blocks.tsx";
import { createElementActions, ElementActionsProvider } from "../element-actions.ts";
import { momentOf, timeOf } from "../format-time.ts";
import { useHref } from "../use-address.ts";
import { useWorkspace } from "../workspace-context.ts";
import { FileSnippet } from "./file-snippet.tsx";
import { MessageHeader } from "./message-header.tsx";
import { MessageMenu } from "./message-menu.tsx";

interface MessageItemProps {
  readonly message: ShownMessage;
  readonly place: Place;
  /** In a thread, threads are not opened again. */
  readonly isInThread: boolean;
}

export const MessageItem = memo(function MessageItem({ message, place, isInThread }: MessageItemProps) {
  const { ts, text, author, files, ephemeral, tombstone, replyCount, warning } = message;
  const { user, channel } = place;
  const { people } = useWorkspace();
  const href = useHref();
  const [problem, setProblem] = useState<string | null>(null);
  const actions = useMemo(
    () => createElementActions({ user, channel, messageTs: ts }, setProblem),
    [user, channel, ts],
  );
  const person = people.find(({ id }) => id === message.user);
  const name = person?.realName ?? (author === "slackbot" ? "Slackbot" : author);
  const blocks = message.blocks.length > 0 || text === "" ? message.blocks : [textBlock(text)];
  const thread = href({ user, channel, thread: ts });
  return (
    <article className="message" aria-label={`${name}, ${timeOf(momentOf(ts))}`} tabIndex={-1}>
      {ephemeral && <p className="message-note">Only visible to you</p>}
      <Avatar userId={message.user} />
      <div className="message-body">
        <MessageHeader name={name} isApp={person?.isBot ?? true} ts={ts} />
        <ElementActionsProvider value={actions}>
          <div className="message-blocks">
            <MessageBlocks blocks={blocks} />
          </div>
        </ElementActionsProvider>
        {files.map((file) => (
          <FileSnippet
            key={file.id}
            name={file.name}
            place={{ user, channel, messageTs: ts, file: file.id }}
          />
        ))}
        {message.edited && <span className="edited">(edited)</span>}
        {[warning && `The app did not take that: ${warning}`, problem].map(
          (notice) =>
            notice && (
              <p key={notice} className="warning" role="alert">
                ⚠ {notice}
              </p>
            ),
        )}
        {replyCount > 0 && !isInThread && (
          <a className="replies" href={thread}>
            {replyCount === 1 ? "1 reply" : `${replyCount} replies`}
          </a>
        )}
      </div>
      {!tombstone && (
        <MessageMenu
          message={message}
          place={place}
          thread={isInThread || ephemeral ? null : thread}
          report={setProblem}
        />
      )}
    </article>
  );
});

const textBlock = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
