/** The workspace as one person sees it, in the page's words. */
import type { Channel, Person, WorkspaceSetup } from "../slack/workspace-state.ts";
import type { AppManifest } from "./app-manifest.ts";
import type { ShownChannel, ShownPerson, Workspace } from "./page-protocol.ts";

/** Role → ids of people and user groups, or "*" for every full member. */
export type Roles = Readonly<Record<string, readonly string[]>>;

export interface Described {
  readonly setup: WorkspaceSetup;
  readonly roles: Roles;
  readonly manifest: AppManifest;
  readonly isActive: (user: string) => boolean;
}

export function describeWorkspace({ setup, roles, manifest, isActive }: Described, user: string): Workspace {
  return {
    team: setup.team.name,
    app: { user: setup.app.botUser, ...manifest },
    people: setup.people
      .filter(({ deleted }) => !deleted)
      .map((person) => ({
        ...describePerson(person, setup, roles),
        isActive: person.botId !== null || isActive(person.id),
      })),
    userGroups: setup.userGroups.map(({ id, handle }) => ({ id, handle })),
    channels: setup.channels
      .filter(({ isArchived, members }) => !isArchived && members.includes(user))
      .map((channel) => describeChannel(channel, user, setup.people)),
  };
}

function describePerson(person: Person, setup: WorkspaceSetup, roles: Roles): Omit<ShownPerson, "isActive"> {
  const { id, name, realName, title } = person;
  const isBot = person.botId !== null;
  return { id, name, realName, title, roles: isBot ? "" : describeRoles(person, setup, roles), isBot };
}

/** The roles that somebody has been given; those that everybody has only when there are no others. */
function describeRoles({ id, isRestricted }: Person, { userGroups }: WorkspaceSetup, roles: Roles): string {
  if (isRestricted) return "guest";
  const groups = userGroups.filter(({ users, disabled }) => !disabled && users.includes(id));
  const own = new Set([id, ...groups.map((group) => group.id)]);
  const having = (test: (entry: string) => boolean): string[] =>
    Object.keys(roles).filter((role) => roles[role]?.some(test));
  const given = having((entry) => own.has(entry));
  return (given.length > 0 ? given : having((entry) => entry === "*")).join(", ");
}

function describeChannel(channel: Channel, user: string, people: readonly Person[]): ShownChannel {
  const isDirect = channel.kind === "im";
  const other = channel.members.find((member) => member !== user);
  const title = isDirect ? (people.find(({ id }) => id === other)?.realName ?? "") : channel.name;
  return { id: channel.id, title, topic: channel.topic, isDirect, isShared: channel.isExtShared };
}
