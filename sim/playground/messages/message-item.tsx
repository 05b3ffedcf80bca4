import { useMemo, useState } from "react";
import type { Place, Scene, ShownMessage } from "../world/page-protocol.ts";
import { Avatar } from "./avatar.tsx";
import { MessageBlocks } from "./blocks/message-blocks.tsx";
import { createElementActions, ElementActionsProvider } from "./element-actions.ts";
import { FileLink } from "./file-link.tsx";
import { formatPlace } from "./place-address.ts";

interface MessageItemProps {
  readonly message: ShownMessage;
  readonly place: Place;
  readonly scene: Scene;
  /** In a thread, threads are not opened again. */
  readonly isInThread: boolean;
}

export function MessageItem({ message, place, scene, isInThread }: MessageItemProps) {
  const { ts, text, author, files, ephemeral, tombstone, replyCount, warning } = message;
  const { user, channel } = place;
  const [problem, setProblem] = useState<string | null>(null);
  const actions = useMemo(
    () => createElementActions({ user, channel, messageTs: ts }, setProblem),
    [user, channel, ts],
  );
  const person = scene.people.find(({ id }) => id === message.user);
  const name = person?.realName ?? (author === "slackbot" ? "Slackbot" : author);
  const at = new Date(Number(ts) * 1_000);
  const blocks = message.blocks.length > 0 ? message.blocks : [textBlock(text)];
  const thread = formatPlace({ user, channel, thread: ts });
  return (
    <article className="message" aria-label={`${name}, ${timeOf(at)}`}>
      {ephemeral && <p className="message-note">Only visible to you</p>}
      <Avatar userId={message.user} scene={scene} />
      <div className="message-body">
        <header>
          <strong>{name}</strong>
          {(person?.isBot ?? true) && <span className="badge">App</span>}
          <time dateTime={at.toISOString()} title={at.toLocaleString()}>
            {timeOf(at)}
          </time>
          {!ephemeral && !isInThread && !tombstone && (
            <a className="reply" href={thread}>
              Reply in thread
            </a>
          )}
        </header>
        <ElementActionsProvider value={actions}>
          <div className="message-blocks">
            <MessageBlocks blocks={blocks} />
          </div>
        </ElementActionsProvider>
        {files.map(({ id, name: fileName }) => (
          <FileLink key={id} name={fileName} place={{ user, channel, messageTs: ts, file: id }} />
        ))}
        {message.edited && <span className="edited">(edited)</span>}
        {warning && (
          <p className="warning" role="alert">
            ⚠ The app did not take that: <code>{warning}</code>
          </p>
        )}
        {problem && (
          <p className="warning" role="alert">
            ⚠ {problem}
          </p>
        )}
        {replyCount > 0 && !isInThread && (
          <a className="replies" href={thread}>
            {replyCount === 1 ? "1 reply" : `${replyCount} replies`}
          </a>
        )}
      </div>
    </article>
  );
}

const textBlock = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });

const timeOf = (at: Date): string => at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
