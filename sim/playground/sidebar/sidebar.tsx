import type { ReactNode } from "react";
import type { Place, Workspace } from "../../world/page-protocol.ts";
import { Avatar } from "../avatar.tsx";
import { HOME } from "../place-address.ts";
import { useHref } from "../use-address.ts";
import { PeopleList } from "./people-list.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

interface SidebarProps {
  readonly workspace: Workspace;
  readonly place: Place;
  /** Somebody has picked where to go or who to be. */
  readonly onPick: () => void;
  readonly onJump: () => void;
}

/** Conversations, and the people whom one can be. */
export function Sidebar({ workspace, place: { user, channel }, onPick, onJump }: SidebarProps) {
  const href = useHref();
  const { app, channels, people, team } = workspace;
  const link = (id: string, content: ReactNode) => (
    <li key={id}>
      <a
        href={href({ user, channel: id })}
        aria-current={id === channel ? "page" : undefined}
        onClick={onPick}
      >
        {content}
      </a>
    </li>
  );
  return (
    <>
      <p className="team">{team}</p>
      <button type="button" className="jump" onClick={onJump} aria-keyshortcuts="Control+K">
        Jump to … <kbd>Ctrl K</kbd>
      </button>
      <nav aria-label="Conversations">
        <h2>Channels</h2>
        <ul>
          {channels
            .filter(({ isDirect }) => !isDirect)
            .map(({ id, title, isShared }) =>
              link(
                id,
                <>
                  <span aria-hidden="true">#</span> {title}
                  {isShared && <span className="tag">shared</span>}
                </>,
              ),
            )}
        </ul>
        <h2>Direct messages</h2>
        <ul>
          {channels
            .filter(({ isDirect }) => isDirect)
            .map(({ id, title }) =>
              link(
                id,
                <>
                  <Avatar userId={app.user} /> {title}
                </>,
              ),
            )}
        </ul>
        <h2>Apps</h2>
        <ul>
          {link(
            HOME,
            <>
              <Avatar userId={app.user} /> Switchboard Home
            </>,
          )}
        </ul>
      </nav>
      <PeopleList people={people} place={{ user, channel }} onPick={onPick} />
      <ThemeSwitch />
    </>
  );
}
