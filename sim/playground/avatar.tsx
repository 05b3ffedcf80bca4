import icon from "./icon.svg";
import { useWorkspace } from "./workspace-context.ts";

/** Somebody's picture; it says nothing that the name beside it does not. */
export function Avatar({ userId }: { readonly userId: string }) {
  const { people } = useWorkspace();
  const index = people.findIndex(({ id }) => id === userId);
  const person = people[index];
  if (person?.isBot) return <img className="avatar" src={icon} alt="" />;
  const initials = person?.realName.split(" ").map((name) => name.charAt(0)) ?? ["S"];
  return (
    <span className={`avatar colour-${index % 5}`} aria-hidden="true">
      {initials.join("")}
    </span>
  );
}
