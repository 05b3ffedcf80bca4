import type { ReactNode } from "react";
import type { Place, Scene } from "../world/page-protocol.ts";
import { Avatar } from "./avatar.tsx";
import { formatPlace } from "./place-address.ts";

interface SidebarProps {
  readonly scene: Scene;
  readonly place: Place;
  /** Somebody has picked where to go or who to be. */
  readonly onPick: () => void;
}

/** Conversations, and the people whom one can be. */
export function Sidebar({ scene, place: { user, channel }, onPick }: SidebarProps) {
  const link = (to: Place, isCurrent: boolean, content: ReactNode) => (
    <li key={formatPlace(to)}>
      <a href={formatPlace(to)} aria-current={isCurrent ? "page" : undefined} onClick={onPick}>
        {content}
      </a>
    </li>
  );
  return (
    <>
      <h1>{scene.team}</h1>
      <nav aria-label="Conversations">
        <h2>Channels</h2>
        <ul>
          {scene.channels
            .filter(({ isDirect }) => !isDirect)
            .map(({ id, title, isShared }) =>
              link(
                { user, channel: id },
                id === channel,
                <>
                  <span aria-hidden="true">#</span> {title}
                  {isShared && <span className="tag">shared</span>}
                </>,
              ),
            )}
        </ul>
        <h2>Direct messages</h2>
        <ul>
          {scene.channels
            .filter(({ isDirect }) => isDirect)
            .map(({ id, title }) =>
              link(
                { user, channel: id },
                id === channel,
                <>
                  <Avatar userId={scene.app} scene={scene} /> {title}
                </>,
              ),
            )}
        </ul>
      </nav>
      <nav aria-label="Who you are">
        <h2>You are</h2>
        <ul>
          {scene.people
            .filter(({ isBot }) => !isBot)
            .map(({ id, realName, roles }) =>
              link(
                { user: id, channel },
                id === user,
                <>
                  <Avatar userId={id} scene={scene} />
                  <span className="person">
                    {realName}
                    <small>{roles}</small>
                  </span>
                </>,
              ),
            )}
        </ul>
      </nav>
    </>
  );
}
