import type { Scene } from "../../../sim/playground/scene.ts";
import type { ShownMessage, ShownPerson } from "../../../sim/world/page-protocol.ts";

/** A message of the bot. */
export const shownMessage = (patch: Partial<ShownMessage> = {}): ShownMessage => ({
  ts: "1750000000.000100",
  threadTs: null,
  broadcast: false,
  user: "USWITCH",
  author: "switchboard",
  text: "",
  blocks: [],
  files: [],
  ephemeral: false,
  edited: false,
  tombstone: false,
  replyCount: 0,
  warning: null,
  revision: 1,
  ...patch,
});

const person = (id: string, name: string, isBot: boolean): ShownPerson => ({
  id,
  name,
  realName: name,
  title: "",
  roles: "",
  isBot,
  isActive: false,
});

/** An operator, the bot, their channel and a user group. */
export const shownScene = (messages: readonly ShownMessage[]): Scene => ({
  workspace: {
    team: "Local",
    app: { user: "USWITCH", commands: [], shortcuts: [], hasHomeTab: false },
    people: [person("UOPERATOR", "operator", false), person("USWITCH", "switchboard", true)],
    userGroups: [{ id: "SONCALL", handle: "oncall" }],
    channels: [{ id: "COPS", title: "voice-ops", topic: "", isDirect: false, isShared: false }],
  },
  modals: [],
  home: null,
  messages,
  unconfirmed: new Set(),
});
