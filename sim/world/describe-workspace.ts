/** The workspace as one person sees it, in the page's words. */
import type { SlackWorkspace } from "../slack/slack-workspace.ts";
import type { Channel, Person, WorkspaceState } from "../slack/workspace-state.ts";
import {
  type Place,
  type Scene,
  type ShownChannel,
  type ShownPerson,
  shownModalSchema,
} from "./page-protocol.ts";

/** Role → ids of people and user groups, or "*" for every full member. */
export type Roles = Readonly<Record<string, readonly string[]>>;

/** Somebody or a channel that does not exist sees nothing; the page then goes somewhere else. */
export function describeScene(slack: SlackWorkspace, roles: Roles, place: Place): Scene {
  const state = slack.snapshot();
  const channels = state.channels.filter(({ members }) => members.includes(place.user));
  const isThere =
    state.people.some(({ id }) => id === place.user) && channels.some(({ id }) => id === place.channel);
  const messagesOf = (thread?: string) =>
    isThere ? [...slack.messagesFor(place.user, place.channel, thread)] : [];
  return {
    team: state.team.name,
    app: state.app.botUser,
    people: state.people
      .filter(({ deleted }) => !deleted)
      .map((person) => describePerson(person, state, roles)),
    userGroups: state.userGroups.map(({ id, handle }) => ({ id, handle })),
    channels: channels
      .filter(({ isArchived }) => !isArchived)
      .map((channel) => describeChannel(channel, place.user, state.people)),
    messages: messagesOf(),
    thread: place.thread === undefined ? null : messagesOf(place.thread),
    modals: slack.viewsFor(place.user).modals.map((modal) => shownModalSchema.parse(modal)),
  };
}

function describePerson(person: Person, state: WorkspaceState, roles: Roles): ShownPerson {
  const { id, name, realName, title } = person;
  const isBot = person.botId !== null;
  return { id, name, realName, title, roles: isBot ? "" : describeRoles(person, state, roles), isBot };
}

/** The roles that somebody has been given; those that everybody has only when there are no others. */
function describeRoles({ id, isRestricted }: Person, { userGroups }: WorkspaceState, roles: Roles): string {
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
