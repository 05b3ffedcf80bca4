import fc from "fast-check";
import type { Scene } from "./letter.ts";
import { FORM, JSON_TYPE } from "./scene-arbitraries.ts";

/** What is no request of Slack's at all, though well signed. JSON's null is not here: it ends the process of Bolt. */
export const junk: fc.Arbitrary<Scene> = fc.oneof(
  fc
    .record({
      contentType: fc.constantFrom(FORM, JSON_TYPE, "text/plain"),
      body: fc.string({ unit: "binary" }),
    })
    .map((given) => ({ type: "bytes" as const, ...given })),
  fc
    .json({ maxDepth: 2 })
    .filter((body) => body !== "null")
    .map((body) => ({ type: "bytes" as const, contentType: JSON_TYPE, body })),
  fc
    .constantFrom(
      {
        type: "shortcut",
        callback_id: "open",
        user: { id: "UADMIN" },
        team: { id: "TLOCAL" },
        trigger_id: "1.2.3",
      },
      {
        type: "message_action",
        callback_id: "open",
        user: { id: "UADMIN" },
        channel: { id: "COPS" },
        message: {},
      },
      { type: "dialog_submission", callback_id: "open", user: { id: "UADMIN" }, channel: { id: "COPS" } },
      { type: "something_new", user: { id: "UADMIN" } },
      { type: "block_actions", user: { id: "UADMIN" }, actions: [] },
      { user: { id: "UADMIN" } },
      {},
    )
    .map((payload) => ({
      type: "bytes" as const,
      contentType: FORM,
      body: `payload=${encodeURIComponent(JSON.stringify(payload))}`,
    })),
  fc
    .constantFrom<Record<string, unknown>>(
      { type: "app_rate_limited", team_id: "TLOCAL", minute_rate_limited: 1, api_app_id: "ALOCAL" },
      {
        type: "event_callback",
        event_id: "Ev1",
        team_id: "TLOCAL",
        event: { type: "message", channel: "COPS", text: "x" },
      },
      {
        type: "event_callback",
        event_id: "Ev1",
        team_id: "TLOCAL",
        event: { type: "app_mention", bot_id: "B1", user: "U1" },
      },
      { type: "event_callback", event_id: "Ev1", team_id: "TLOCAL", event: {} },
      { type: "url_verification" },
      { type: "url_verification", challenge: 7 },
    )
    .map((body) => ({ type: "bytes" as const, contentType: JSON_TYPE, body: JSON.stringify(body) })),
  fc
    .constantFrom(
      "command=%2Fother&text=x",
      "command=%2Fagent&text=help",
      "a=b",
      "payload=",
      "payload=%7Boops",
      "text=1&text=2",
    )
    .map((body) => ({ type: "bytes" as const, contentType: FORM, body })),
);
