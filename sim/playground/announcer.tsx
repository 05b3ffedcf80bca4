import { useEffect, useRef, useState } from "react";
import type { ShownMessage } from "../world/page-protocol.ts";
import { useWorkspace } from "./workspace-context.ts";

/** Long enough to be heard, and then it is no second copy of the message for who reads line by line. */
const KEEP_MS = 2_000;

interface AnnouncerProps {
  readonly messages: readonly ShownMessage[];
  /** Who listens, and is not told what they said themselves. */
  readonly user: string;
}

/** Reads out the newest message when it comes, to who does not see the page. */
export function Announcer({ messages, user }: AnnouncerProps) {
  const { people } = useWorkspace();
  const last = messages.at(-1);
  const heard = useRef(last?.ts);
  const [text, setText] = useState("");
  useEffect(() => {
    if (!last || last.ts === heard.current) return;
    const isFirst = heard.current === undefined;
    heard.current = last.ts;
    if (isFirst || last.user === user) return;
    const name = people.find(({ id }) => id === last.user)?.realName ?? last.author;
    setText(`${name}: ${last.text}`);
  }, [last, user, people]);
  useEffect(() => {
    if (text === "") return;
    const timer = setTimeout(() => setText(""), KEEP_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="unseen" role="status">
      {text}
    </p>
  );
}
