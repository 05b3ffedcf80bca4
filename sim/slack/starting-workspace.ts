/** The workspace that the documents, the playground and the tests start from. */
import type { WorkspaceSeed } from "./slack-workspace.ts";
import type { Person } from "./workspace-state.ts";

const TEAM = "TLOCAL";
const BOT = "USWITCH";

const zones = {
  berlin: { tz: "Europe/Berlin", tzLabel: "Central European Time", tzOffsetSeconds: 3_600 },
  newYork: { tz: "America/New_York", tzLabel: "Eastern Standard Time", tzOffsetSeconds: -18_000 },
  singapore: { tz: "Asia/Singapore", tzLabel: "Singapore Standard Time", tzOffsetSeconds: 28_800 },
  utc: { tz: "Etc/UTC", tzLabel: "Coordinated Universal Time", tzOffsetSeconds: 0 },
};

type Known = Pick<Person, "id" | "name" | "realName" | "title"> & { readonly zone: keyof typeof zones };

const person = ({ zone, ...known }: Known, special: Partial<Person> = {}): Person => ({
  ...known,
  ...zones[zone],
  teamId: TEAM,
  isAdmin: false,
  isRestricted: false,
  isUltraRestricted: false,
  botId: null,
  deleted: false,
  ...special,
});

const people: Person[] = [
  person(
    { id: "UADMIN", name: "admin", realName: "Ada Lindqvist", title: "Head of platform", zone: "berlin" },
    { isAdmin: true },
  ),
  person({
    id: "UAPPROVER",
    name: "approver",
    realName: "Priya Raman",
    title: "On-call lead",
    zone: "singapore",
  }),
  person({
    id: "UOPERATOR",
    name: "operator",
    realName: "Marcus Hale",
    title: "Voice engineer",
    zone: "newYork",
  }),
  person({
    id: "UVIEWER",
    name: "viewer",
    realName: "Lena Okafor",
    title: "Product manager",
    zone: "berlin",
  }),
  person({
    id: "ULEAD",
    name: "lead",
    realName: "Nora Castellanos",
    title: "Engineering lead",
    zone: "newYork",
  }),
  person(
    { id: "UGUEST", name: "guest", realName: "Tom Brandt", title: "Contractor", zone: "berlin" },
    { isRestricted: true },
  ),
  person(
    { id: BOT, name: "switchboard", realName: "Switchboard", title: "", zone: "utc" },
    { botId: "BSWITCH" },
  ),
  person(
    { id: "UOTHERBOT", name: "pagebot", realName: "Pagebot", title: "", zone: "utc" },
    { botId: "BOTHERBOT" },
  ),
];

const everybody = people.map(({ id }) => id);
const members = everybody.filter((id) => id !== "UGUEST");

const channel = (id: string, name: string, topic: string, inIt: string[], isExtShared = false) => ({
  id,
  name,
  kind: "public" as const,
  topic,
  isExtShared,
  isArchived: false,
  members: [...inIt],
});

const directWith = (user: string) => ({
  id: user.replace(/^U/, "D"),
  name: "",
  kind: "im" as const,
  topic: "",
  isExtShared: false,
  isArchived: false,
  members: [BOT, user],
});

export const startingWorkspace: WorkspaceSeed = {
  signingSecret: "switchboard-local",
  botToken: "xoxb-local",
  setup: {
    team: { id: TEAM, name: "Switchboard Local", domain: "switchboard-team" },
    app: { id: "ALOCAL", name: "switchboard", botUser: BOT, botId: "BSWITCH" },
    scopes: [
      "app_mentions:read",
      "channels:history",
      "channels:read",
      "chat:write",
      "commands",
      "files:write",
      "groups:history",
      "groups:read",
      "im:history",
      "im:read",
      "usergroups:read",
      "users:read",
    ],
    events: ["app_mention"],
    commands: ["/agent", "/dispatch"],
    people,
    channels: [
      channel("COPS", "voice-ops", "Incidents and changes of the voice agents", everybody),
      channel("CDEV", "voice-dev", "Building the voice agents", members),
      channel("CSHARED", "partner-shared", "With the telephony partner", members, true),
      ...people.filter(({ botId }) => botId === null).map(({ id }) => directWith(id)),
    ],
    userGroups: [
      {
        id: "SONCALL",
        handle: "oncall",
        name: "On-call",
        description: "Who is woken at night",
        users: ["UADMIN", "UAPPROVER"],
        disabled: false,
      },
      {
        id: "SLEADS",
        handle: "leads",
        name: "Leads",
        description: "Who answers for the voice agents",
        users: ["ULEAD", "UADMIN"],
        disabled: false,
      },
    ],
  },
};
