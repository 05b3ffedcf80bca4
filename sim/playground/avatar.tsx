import type { Scene } from "../world/page-protocol.ts";
import icon from "./icon.svg";

interface AvatarProps {
  readonly userId: string;
  readonly scene: Scene;
}

/** Somebody's picture; it says nothing that the name beside it does not. */
export function Avatar({ userId, scene }: AvatarProps) {
  const index = scene.people.findIndex(({ id }) => id === userId);
  const person = scene.people[index];
  if (person?.isBot) return <img className="avatar" src={icon} alt="" />;
  const initials = person?.realName.split(" ").map((name) => name.charAt(0)) ?? ["S"];
  return (
    <span className={`avatar colour-${index % 5}`} aria-hidden="true">
      {initials.join("")}
    </span>
  );
}
