/** A small workspace as the page is told of it. */
import type { Workspace } from "../../../sim/world/page-protocol.ts";

const person = (id: string, name: string, realName: string, isBot = false) => ({
  id,
  name,
  realName,
  title: "",
  roles: "",
  isBot,
  isActive: true,
});

const channel = (id: string, title: string, isDirect = false) => ({
  id,
  title,
  topic: "",
  isDirect,
  isShared: false,
});

export const workspace: Workspace = {
  team: "Local",
  app: {
    user: "USWITCH",
    commands: [
      {
        command: "/agent",
        description: "See and operate voice agents",
        usageHint: "status | rollback | scale",
      },
      { command: "/dispatch", description: "Send an agent", usageHint: "<agent> <room> | list <room>" },
    ],
    shortcuts: [],
    hasHomeTab: false,
  },
  people: [person("UADMIN", "admin", "Ada Lindqvist"), person("USWITCH", "switchboard", "Switchboard", true)],
  userGroups: [{ id: "SONCALL", handle: "oncall" }],
  channels: [channel("COPS", "voice-ops"), channel("DADMIN", "Switchboard", true)],
};
