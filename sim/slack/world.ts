/** What administrators and time do to a workspace, and no app can: the levers of tests and the playground. */
import { deleteMessage } from "./delete-message.ts";
import type { Channel, Person, UserGroup, WorkspaceState } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

export interface World {
  /** A guest of several channels ("multi", `is_restricted`) or of one ("single", `is_ultra_restricted` too). */
  setGuest(user: string, guest: "multi" | "single" | null): void;
  setDeactivated(user: string, deactivated: boolean): void;
  setGroupMembers(group: string, users: readonly string[]): void;
  addToGroup(group: string, user: string): void;
  removeFromGroup(group: string, user: string): void;
  setGroupDisabled(group: string, disabled: boolean): void;
  /** Puts somebody new into the workspace and these channels, a full member of it; another `teamId` makes a stranger. */
  addPerson(person: NewPerson, channels: readonly string[]): void;
  addChannel(channel: Channel): void;
  join(user: string, channel: string): void;
  leave(user: string, channel: string): void;
  /** Takes the app's bot out of a channel. */
  removeBot(channel: string): void;
  inviteBot(channel: string): void;
  archive(channel: string, archived: boolean): void;
  setExternallyShared(channel: string, shared: boolean): void;
  /** An administrator deletes a message. */
  deleteMessage(channel: string, ts: string): void;
  /** Makes a message somebody else's: `cant_update_message`, as after the app was created anew. */
  setAuthor(channel: string, ts: string, user: string): void;
  /** Makes the workspace one that does not know these block types yet. */
  refuseBlocks(types: readonly string[]): void;
  /** What the app's token may do. */
  setScopes(scopes: readonly string[]): void;
  setEventSubscriptions(events: readonly string[]): void;
  /** The token stops working, as after uninstalling. */
  revokeToken(): void;
  /** The app is installed again. The token is the same, which a real one would not be. */
  restoreToken(): void;
  /** For how long messages can be edited (team setting); 0: not at all, null: for ever. */
  setEditWindow(seconds: number | null): void;
  /** The text of an uploaded file. */
  readFile(id: string): string;
  /** How many calls were answered with 429 because they were too many, by method; injected faults are not counted. */
  rateLimited(): Readonly<Record<string, number>>;
}

export type NewPerson = Pick<Person, "id" | "name"> & Partial<Person>;

export function createWorld(store: WorkspaceStore): World {
  const change = (mutate: () => void): void => {
    mutate();
    store.changed();
  };
  const changeState = (patch: Partial<WorkspaceState>): void =>
    change(() => Object.assign(store.state, patch));
  const changePerson = (id: string, patch: Partial<Person>): void =>
    change(() => Object.assign(store.requirePerson(id), patch));
  const changeChannel = (id: string, patch: (channel: Channel) => Partial<Channel>): void =>
    change(() => {
      const channel = store.requireChannel(id);
      Object.assign(channel, patch(channel));
    });
  const changeGroup = (id: string, patch: (group: UserGroup) => Partial<UserGroup>): void =>
    change(() => {
      const group = requireGroup(store, id);
      Object.assign(group, patch(group));
    });
  const join = (user: string, id: string): void =>
    changeChannel(id, ({ members }) => ({
      members: [...new Set([...members, store.requirePerson(user).id])],
    }));
  const leave = (user: string, id: string): void =>
    changeChannel(id, ({ members }) => ({ members: members.filter((member) => member !== user) }));
  const setGroupMembers = (id: string, users: readonly string[]): void =>
    changeGroup(id, () => ({ users: [...new Set(users.map((user) => store.requirePerson(user).id))] }));

  return {
    join,
    leave,
    removeBot: (id) => leave(store.state.app.botUser, id),
    inviteBot: (id) => join(store.state.app.botUser, id),
    setGuest: (user, guest) =>
      changePerson(user, { isRestricted: guest !== null, isUltraRestricted: guest === "single" }),
    setDeactivated: (user, deleted) => changePerson(user, { deleted }),
    setGroupMembers,
    addToGroup: (id, user) => setGroupMembers(id, [...requireGroup(store, id).users, user]),
    removeFromGroup: (id, user) =>
      changeGroup(id, ({ users }) => ({ users: users.filter((member) => member !== user) })),
    setGroupDisabled: (id, disabled) => changeGroup(id, () => ({ disabled })),
    addPerson: (person, channels) => {
      change(() => store.state.people.push(structuredClone(withDefaults(store, person))));
      for (const channel of channels) join(person.id, channel);
    },
    addChannel: (channel) => change(() => store.state.channels.push(structuredClone(channel))),
    archive: (id, isArchived) => changeChannel(id, () => ({ isArchived })),
    setExternallyShared: (id, isExtShared) => changeChannel(id, () => ({ isExtShared })),
    deleteMessage: (channel, ts) => deleteMessage(store, store.requireMessage(channel, ts)),
    setAuthor: (channel, ts, user) =>
      store.changeMessage(store.requireMessage(channel, ts), { user: store.requirePerson(user).id }),
    refuseBlocks: (types) => changeState({ refusedBlocks: [...types] }),
    setScopes: (scopes) => changeState({ scopes: [...scopes] }),
    setEventSubscriptions: (events) => changeState({ events: [...events] }),
    revokeToken: () => changeState({ tokenRevoked: true }),
    restoreToken: () => changeState({ tokenRevoked: false }),
    setEditWindow: (editWindowSeconds) => changeState({ editWindowSeconds }),
    readFile: (id) => {
      const file = store.file(id);
      if (!file || file.uploadKey !== null) throw new Error(`no file ${id} was uploaded`);
      return file.content;
    },
    rateLimited: () => ({ ...store.state.rateLimited }),
  };
}

function withDefaults({ state }: WorkspaceStore, person: NewPerson): Person {
  return {
    realName: person.name,
    title: "",
    teamId: state.team.id,
    tz: "Etc/UTC",
    tzLabel: "Coordinated Universal Time",
    tzOffsetSeconds: 0,
    isAdmin: false,
    isRestricted: false,
    isUltraRestricted: false,
    botId: null,
    deleted: false,
    ...person,
  };
}

function requireGroup(store: WorkspaceStore, id: string): UserGroup {
  const group = store.state.userGroups.find((candidate) => candidate.id === id);
  if (!group) throw new Error(`there is no user group ${id} in this workspace`);
  return group;
}
