import type { Place, ShownPerson } from "../../world/page-protocol.ts";
import { Avatar } from "../avatar.tsx";
import { useHref } from "../use-address.ts";

interface PeopleListProps {
  readonly people: readonly ShownPerson[];
  readonly place: Place;
  readonly onPick: () => void;
}

/** Everybody whom one can be, with what they may do. Somebody is active while a page is open as them. */
export function PeopleList({ people, place: { user, channel }, onPick }: PeopleListProps) {
  const href = useHref();
  return (
    <nav aria-label="Who you are">
      <h2>You are</h2>
      <ul>
        {people
          .filter(({ isBot }) => !isBot)
          .map(({ id, realName, roles, isActive }) => (
            <li key={id}>
              <a
                href={href({ user: id, channel })}
                aria-current={id === user ? "page" : undefined}
                onClick={onPick}
              >
                <Avatar userId={id} />
                <span className="person">
                  {realName}
                  <small>{roles}</small>
                </span>
                <span
                  className={isActive ? "presence active" : "presence"}
                  role="img"
                  aria-label={isActive ? "active" : "away"}
                />
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
