import { expect, it } from "vitest";
import { classifyRefusal } from "../../../src/slack/classify-refusal.ts";

it.each([
  ["message_not_found", "gone-message"],
  ["cant_update_message", "gone-message"],
  ["edit_window_closed", "gone-message"],
  ["is_inactive", "gone-message"],
  ["streaming_state_conflict", "gone-message"],
  ["channel_not_found", "gone-channel"],
  ["not_in_channel", "gone-channel"],
  ["is_archived", "gone-channel"],
  ["restricted_action", "gone-channel"],
  ["restricted_action_read_only_channel", "gone-channel"],
  ["posting_to_channel_denied", "gone-channel"],
  ["msg_too_long", "too-long"],
  ["msg_blocks_too_long", "too-long"],
  ["invalid_blocks", "bad-blocks"],
  ["invalid_blocks_format", "bad-blocks"],
  ["token_revoked", "no-token"],
  ["token_expired", "no-token"],
  ["invalid_auth", "no-token"],
  ["not_authed", "no-token"],
  ["account_inactive", "no-token"],
  ["missing_scope", "no-token"],
  ["invalid_arguments", "other"],
  ["a code that Slack invents tomorrow", "other"],
  ["constructor", "other"],
  ["", "other"],
])("takes %s for %s", (error, kind) => {
  expect(classifyRefusal(error)).toBe(kind);
});
