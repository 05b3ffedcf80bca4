/** users.* and usergroups.*. */
import * as z from "zod";
import { toUserGroupJson, toUserJson } from "../slack-json.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, refuse } from "./answer.ts";
import { paginate } from "./paginate.ts";
import { defineMethod, flag, integer, type WebMethod } from "./web-method.ts";

const MAX_PAGE = 1_000;

const userArguments = z.object({ user: z.string().min(1), include_locale: flag.optional() });
const usersArguments = z.object({
  cursor: z.string().optional(),
  /** Slack tries to send everything when no limit is given. */
  limit: integer.default(MAX_PAGE),
  include_locale: flag.optional(),
});
const groupsArguments = z.object({
  include_users: flag.optional(),
  include_count: flag.optional(),
  include_disabled: flag.optional(),
});
const groupArguments = z.object({ usergroup: z.string().min(1), include_disabled: flag.optional() });

const LOCALE = { locale: "en-US" };

export const peopleMethods: readonly WebMethod[] = [
  defineMethod({
    name: "users.info",
    tier: 4,
    scopes: ["users:read"],
    arguments: userArguments,
    run: (store, args) => {
      const person = store.person(args.user);
      if (!person) return refuse("user_not_found");
      return {
        ok: true,
        user: { ...toUserJson(store, person), ...(args.include_locale ? LOCALE : {}) },
      };
    },
  }),
  defineMethod({
    name: "users.list",
    tier: 2,
    scopes: ["users:read"],
    arguments: usersArguments,
    run: listUsers,
  }),
  defineMethod({
    name: "usergroups.list",
    tier: 2,
    scopes: ["usergroups:read"],
    arguments: groupsArguments,
    run: (store, args) => ({
      ok: true,
      usergroups: store.state.userGroups
        .filter((group) => args.include_disabled || !group.disabled)
        .map((group) => {
          const { user_count, ...json } = toUserGroupJson(store, group);
          return {
            ...json,
            ...(args.include_count ? { user_count } : {}),
            ...(args.include_users ? { users: group.users } : {}),
          };
        }),
    }),
  }),
  defineMethod({
    name: "usergroups.users.list",
    tier: 2,
    scopes: ["usergroups:read"],
    arguments: groupArguments,
    run: (store, args) => {
      const group = store.state.userGroups.find(({ id }) => id === args.usergroup);
      if (!group || (group.disabled && !args.include_disabled)) return refuse("no_such_subteam");
      return { ok: true, users: group.users };
    },
  }),
];

function listUsers(store: WorkspaceStore, args: z.infer<typeof usersArguments>): Answer {
  // Strangers are not in the directory of this workspace.
  const members = store.state.people.filter((person) => person.teamId === store.state.team.id);
  const page = paginate(members, args.cursor, args.limit, MAX_PAGE);
  if (!page.ok) return page;
  return {
    ok: true,
    members: page.value.items.map((person) => ({
      ...toUserJson(store, person),
      ...(args.include_locale ? LOCALE : {}),
    })),
    cache_ts: 0,
    response_metadata: { next_cursor: page.value.nextCursor },
  };
}
