import { outcomeSchema, type Place, type Shortcut, type ShownMessage } from "../../world/page-protocol.ts";
import { callWorld } from "../call-world.ts";
import { PopoverMenu } from "../popover-menu.tsx";
import { useWorkspace } from "../workspace-context.ts";

interface MessageMenuProps {
  readonly message: ShownMessage;
  readonly place: Place;
  /** Address of its thread; null: it cannot have one. */
  readonly thread: string | null;
  readonly report: (problem: string) => void;
}

/** What can be done with a message: reply, copy, and the app's shortcuts. */
export function MessageMenu({ message, place, thread, report }: MessageMenuProps) {
  const { app } = useWorkspace();
  const { ts, text, ephemeral } = message;
  const { user, channel } = place;
  const copy = (copied: string): void => {
    navigator.clipboard.writeText(copied).catch(() => report("The browser does not let this page copy."));
  };
  const use = (callbackId: string): void => {
    const body: Shortcut = { user, channel, messageTs: ts, callbackId };
    callWorld("shortcut", body, outcomeSchema)
      .then(({ error }) => error && report(`The app did not take that: ${error}`))
      .catch((error: unknown) => report(String(error)));
  };
  // Slack offers no shortcuts on what only one person sees.
  const shortcuts = ephemeral ? [] : app.shortcuts;
  return (
    <div className="message-tools">
      {thread !== null && (
        <a className="tool" href={thread} aria-label="Reply in thread">
          Reply
        </a>
      )}
      <PopoverMenu
        label="More actions for this message"
        className="tool"
        items={[
          ...(thread === null
            ? []
            : [{ name: "Copy link", act: () => copy(new URL(thread, location.href).href) }]),
          { name: "Copy text", act: () => copy(text) },
          ...shortcuts.map(({ name, callbackId }) => ({
            name: `${name} · Switchboard`,
            act: () => use(callbackId),
          })),
        ]}
      />
    </div>
  );
}
