/** What administrators and time do to a workspace, and no app can: the levers of tests and the playground. */
import type { Channel, Person } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

export interface World {
  /** A guest of several channels ("multi", `is_restricted`) or of one ("single", `is_ultra_restricted` too). */
  setGuest(user: string, guest: "multi" | "single" | null): void;
  setDeactivated(user: string, deactivated: boolean): void;
  setGroupMembers(group: string, users: readonly string[]): void;
  setGroupDisabled(group: string, disabled: boolean): void;
  /** Puts somebody new into the workspace and these channels; another `teamId` makes a stranger. */
  addPerson(person: Person, channels: readonly string[]): void;
  addChannel(channel: Channel): void;
  join(user: string, channel: string): void;
  leave(user: string, channel: string): void;
  /** Takes the app's bot out of a channel. */
  removeBot(channel: string): void;
  inviteBot(channel: string): void;
  archive(channel: string, archived: boolean): void;
  setExternallyShared(channel: string, shared: boolean): void;
  /** Makes the workspace one that does not know these block types yet. */
  refuseBlocks(types: readonly string[]): void;
  /** What the app's token may do. */
  setScopes(scopes: readonly string[]): void;
  setEventSubscriptions(events: readonly string[]): void;
  /** The token stops working, as after uninstalling. */
  revokeToken(): void;
  /** Messages can no longer be edited (team setting). */
  setEditWindowClosed(closed: boolean): void;
}

export function createWorld(store: WorkspaceStore): World {
  const change = (mutate: () => void): void => {
    mutate();
    store.changed();
  };
  const changePerson = (id: string, patch: Partial<Person>): void =>
    change(() => Object.assign(store.requirePerson(id), patch));
  const changeChannel = (id: string, patch: (channel: Channel) => Partial<Channel>): void =>
    change(() => {
      const channel = store.requireChannel(id);
      Object.assign(channel, patch(channel));
    });
  const join = (user: string, id: string): void =>
    changeChannel(id, ({ members }) => ({
      members: [...new Set([...members, store.requirePerson(user).id])],
    }));
  const leave = (user: string, id: string): void =>
    changeChannel(id, ({ members }) => ({ members: members.filter((member) => member !== user) }));

  return {
    join,
    leave,
    removeBot: (id) => leave(store.state.app.botUser, id),
    inviteBot: (id) => join(store.state.app.botUser, id),
    setGuest: (user, guest) =>
      changePerson(user, { isRestricted: guest !== null, isUltraRestricted: guest === "single" }),
    setDeactivated: (user, deleted) => changePerson(user, { deleted }),
    setGroupMembers: (id, users) =>
      change(() => {
        requireGroup(store, id).users = users.map((user) => store.requirePerson(user).id);
      }),
    setGroupDisabled: (id, disabled) =>
      change(() => {
        requireGroup(store, id).disabled = disabled;
      }),
    addPerson: (person, channels) => {
      change(() => store.state.people.push(structuredClone(person)));
      for (const channel of channels) join(person.id, channel);
    },
    addChannel: (channel) => change(() => store.state.channels.push(structuredClone(channel))),
    archive: (id, isArchived) => changeChannel(id, () => ({ isArchived })),
    setExternallyShared: (id, isExtShared) => changeChannel(id, () => ({ isExtShared })),
    refuseBlocks: (types) =>
      change(() => {
        store.state.refusedBlocks = [...types];
      }),
    setScopes: (scopes) =>
      change(() => {
        store.state.scopes = [...scopes];
      }),
    setEventSubscriptions: (events) =>
      change(() => {
        store.state.events = [...events];
      }),
    revokeToken: () =>
      change(() => {
        store.state.tokenRevoked = true;
      }),
    setEditWindowClosed: (closed) =>
      change(() => {
        store.state.editWindowClosed = closed;
      }),
  };
}

function requireGroup(store: WorkspaceStore, id: string): WorkspaceStore["state"]["userGroups"][number] {
  const group = store.state.userGroups.find((candidate) => candidate.id === id);
  if (!group) throw new Error(`there is no user group ${id} in this workspace`);
  return group;
}
