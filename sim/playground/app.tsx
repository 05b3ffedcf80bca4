import { useEffect, useState } from "react";
import { NamesProvider, namesOf } from "./blocks/still-block.tsx";
import { Conversation } from "./conversation.tsx";
import { ModalDialog } from "./modals/modal-dialog.tsx";
import { Sidebar } from "./sidebar.tsx";
import { ThreadPane } from "./thread-pane.tsx";
import { usePlace } from "./use-place.ts";
import { useScene } from "./use-scene.ts";

/** A small Slack: conversations on the left, one open, perhaps a thread beside it. */
export function App() {
  const [place, go] = usePlace();
  const { scene, isOwn, isConnected } = useScene(place);
  const here = `${place.user}/${place.channel}`;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const channel = scene?.channels.find(({ id }) => id === place.channel);
  const person = scene?.people.find(({ id }) => id === place.user);

  // An address of another world, or a conversation that this person is not in: there is always a first one.
  useEffect(() => {
    if (!scene || !isOwn || channel) return;
    const [first] = scene.channels;
    go(first ? { user: place.user, channel: first.id } : { user: "UADMIN", channel: "COPS" });
  });

  if (!scene || !channel) return <p className="waiting">Connecting …</p>;
  return (
    <NamesProvider value={namesOf(scene)}>
      <div
        className="app"
        data-menu={isMenuOpen ? "open" : "closed"}
        data-thread={scene.thread ? "open" : "closed"}
      >
        <header className="sidebar" id="sidebar">
          <Sidebar scene={scene} place={place} onPick={() => setMenuOpen(false)} />
        </header>
        <Conversation key={here} scene={scene} place={place} channel={channel}>
          <button
            type="button"
            className="menu-button"
            aria-label={`Conversations and people; you are ${person?.realName}`}
            aria-expanded={isMenuOpen}
            aria-controls="sidebar"
            onClick={() => setMenuOpen(!isMenuOpen)}
          >
            ☰
          </button>
        </Conversation>
        {scene.thread && (
          <ThreadPane key={place.thread} scene={scene} place={place} messages={scene.thread} />
        )}
        {scene.modals.map((modal) => (
          <ModalDialog key={modal.id} modal={modal} user={place.user} />
        ))}
        {!isConnected && (
          <p className="connection" role="status">
            The world does not answer. Trying again …
          </p>
        )}
      </div>
    </NamesProvider>
  );
}
