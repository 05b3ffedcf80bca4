import { useWorkspace } from "./workspace-context.ts";

interface MenuButtonProps {
  /** Who one is. */
  readonly user: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Opens the sidebar where there is no room for it. */
export function MenuButton({ user, isOpen, onToggle }: MenuButtonProps) {
  const person = useWorkspace().people.find(({ id }) => id === user);
  return (
    <button
      type="button"
      className="menu-button"
      aria-label={`Conversations and people; you are ${person?.realName}`}
      aria-expanded={isOpen}
      aria-controls="sidebar"
      onClick={onToggle}
    >
      ☰
    </button>
  );
}
