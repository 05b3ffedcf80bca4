import * as z from "zod";
import { refuse } from "./answer.ts";
import { defineMethod, type WebMethod } from "./web-method.ts";

export const authMethods: readonly WebMethod[] = [
  defineMethod({
    name: "api.test",
    tier: 4,
    scopes: [],
    open: true,
    arguments: z.record(z.string(), z.unknown()),
    run: (_, args) => (typeof args.error === "string" ? refuse(args.error, { args }) : { ok: true, args }),
  }),
  defineMethod({
    name: "auth.test",
    // "Special": hundreds a minute.
    tier: "none",
    scopes: [],
    arguments: z.object({}),
    run: ({ state: { app, team } }) => ({
      ok: true,
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: app.name,
      team_id: team.id,
      user_id: app.botUser,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  }),
];
