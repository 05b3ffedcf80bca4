import { Suspense, useEffect, useState } from "react";
import { Conversation } from "./conversation.tsx";
import { HomeTab } from "./home-tab.tsx";
import { MenuButton } from "./menu-button.tsx";
import { ModalDialog } from "./modals/modal-dialog.tsx";
import { HOME } from "./place-address.ts";
import { JumpDialog } from "./sidebar/jump-dialog.tsx";
import { Sidebar } from "./sidebar/sidebar.tsx";
import { ThreadPane } from "./thread-pane.tsx";
import { Tools } from "./tools.tsx";
import { Tour } from "./tour/tour.tsx";
import { useAddress } from "./use-address.ts";
import { useKeys } from "./use-keys.ts";
import { useScene } from "./use-scene.ts";
import { WorkspaceProvider } from "./workspace-context.ts";
import { WorldPanel } from "./world/world-panel.tsx";

/** A small Slack: conversations on the left, one open, perhaps a thread and the world beside it. */
export function App() {
  const [{ place, isWorldOpen, tour }, go] = useAddress();
  const { user, channel: channelId, thread } = place;
  const { scene, isOwn, isConnected } = useScene(place);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isJumping, setJumping] = useState(false);
  const channel = scene?.workspace.channels.find(({ id }) => id === channelId);
  const isHome = channelId === HOME;
  const hasPlace = isHome || channel !== undefined;
  useKeys({
    onJump: () => setJumping(true),
    onEscape: () => thread && go({ place: { user, channel: channelId } }),
  });

  // An address of another world, or a conversation that this person is not in: there is always a first one.
  useEffect(() => {
    if (!scene || !isOwn || hasPlace) return;
    const [first] = scene.workspace.channels;
    go({ place: first ? { user, channel: first.id } : { user: "UADMIN", channel: "COPS" } });
  });

  if (!scene || !hasPlace)
    return (
      <p className="waiting" role="status" data-state="connecting">
        Connecting …
      </p>
    );
  const { workspace, messages, modals, home } = scene;
  const menu = <MenuButton user={user} isOpen={isMenuOpen} onToggle={() => setMenuOpen(!isMenuOpen)} />;
  const tools = <Tools />;
  const hasThread = thread !== undefined && !isHome;
  return (
    <WorkspaceProvider value={workspace}>
      <div
        className="app"
        data-state={isConnected ? "ready" : "offline"}
        data-menu={isMenuOpen ? "open" : "closed"}
        data-thread={hasThread ? "open" : "closed"}
        data-world={isWorldOpen ? "open" : "closed"}
      >
        <header className="sidebar" id="sidebar">
          <Sidebar
            workspace={workspace}
            place={place}
            onPick={() => setMenuOpen(false)}
            onJump={() => setJumping(true)}
          />
        </header>
        {channel ? (
          <Conversation
            key={`${user}/${channelId}`}
            messages={messages}
            place={place}
            channel={channel}
            menu={menu}
            tools={tools}
          />
        ) : (
          <HomeTab user={user} home={home} menu={menu} tools={tools} />
        )}
        {hasThread && <ThreadPane key={thread} place={place} thread={thread} messages={messages} />}
        {isWorldOpen && <WorldPanel />}
        <Suspense>
          {modals.map((modal) => (
            <ModalDialog key={modal.id} modal={modal} user={user} />
          ))}
        </Suspense>
        {isJumping && <JumpDialog onClose={() => setJumping(false)} />}
        {tour !== null && <Tour step={tour} scene={scene} />}
        <p className="connection" role="status">
          {!isConnected && "The world does not answer. Trying again …"}
        </p>
      </div>
    </WorkspaceProvider>
  );
}
