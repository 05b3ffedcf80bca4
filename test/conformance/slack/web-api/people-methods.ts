/** api.test, auth.test, users.* and usergroups.* through the official client. */
import { expect } from "vitest";
import type { MethodConformances } from "./method-conformance.ts";

export const peopleMethods: MethodConformances = {
  "api.test": {
    async works({ web }) {
      expect(await web.apiCall("api.test", { hello: "there" })).toMatchObject({
        ok: true,
        args: { hello: "there" },
      });
    },
    refuses: {
      my_error: ({ web }) => web.apiCall("api.test", { error: "my_error" }),
    },
  },
  "auth.test": {
    async works({ web }) {
      expect(await web.auth.test()).toMatchObject({
        team_id: "TLOCAL",
        user_id: "USWITCH",
        bot_id: "BSWITCH",
        url: "https://switchboard-team.slack.com/",
        response_metadata: { scopes: expect.arrayContaining(["chat:write", "users:read"]) },
      });
    },
    refuses: {},
  },
  "users.info": {
    async works({ web, slack }) {
      slack.world.setDeactivated("UOPERATOR", true);
      slack.world.addPerson({ id: "UPARTNER", name: "partner", teamId: "TPARTNER" }, ["CSHARED"]);
      const user = async (id: string) => (await web.users.info({ user: id })).user;

      expect(await user("UGUEST")).toMatchObject({
        real_name: "Tom Brandt",
        is_restricted: true,
        is_bot: false,
      });
      expect(await user("UOTHERBOT")).toMatchObject({ is_bot: true });
      expect(await user("UOPERATOR")).toMatchObject({ deleted: true });
      expect(await user("UPARTNER")).toMatchObject({ is_stranger: true, team_id: "TPARTNER" });
      expect(await user("UADMIN")).not.toHaveProperty("locale");
      const { user: admin } = await web.users.info({ user: "UADMIN", include_locale: true });
      expect(admin).toMatchObject({ is_admin: true, locale: "en-US", tz: "Europe/Berlin" });
    },
    refuses: {
      user_not_found: ({ web }) => web.users.info({ user: "UNOBODY" }),
    },
  },
  "users.list": {
    async works({ web }) {
      const { members } = await web.users.list({ limit: 200 });
      expect(members?.map(({ id }) => id)).toEqual(expect.arrayContaining(["UADMIN", "UGUEST", "USWITCH"]));
    },
    refuses: {
      invalid_limit: ({ web }) => web.users.list({ limit: 1_001 }),
      invalid_cursor: ({ web }) => web.users.list({ cursor: "bm9uc2Vuc2U=" }),
    },
  },
  "usergroups.list": {
    async works({ web, slack }) {
      slack.world.setGroupDisabled("SLEADS", true);
      const enabled = await web.usergroups.list({ include_users: true, include_count: true });
      expect(enabled.usergroups).toMatchObject([
        { id: "SONCALL", handle: "oncall", users: ["UADMIN", "UAPPROVER"], user_count: 2 },
      ]);
      const all = await web.usergroups.list({ include_disabled: true });
      expect(all.usergroups?.map(({ id }) => id)).toEqual(["SONCALL", "SLEADS"]);
      expect(all.usergroups?.[0]).not.toHaveProperty("users");
    },
    refuses: {},
  },
  "usergroups.users.list": {
    async works({ web }) {
      expect((await web.usergroups.users.list({ usergroup: "SONCALL" })).users).toEqual([
        "UADMIN",
        "UAPPROVER",
      ]);
    },
    refuses: {
      no_such_subteam: ({ web }) => web.usergroups.users.list({ usergroup: "SNONE" }),
    },
  },
};
