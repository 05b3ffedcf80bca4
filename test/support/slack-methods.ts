/**
 * What Slack documents of the methods that the simulated workspace has (docs.slack.dev/reference/methods/<name>, November
 * 2026). The simulator and the manifest are held against it, so nothing of it may be taken from them.
 */

export interface DocumentedMethod {
  /** Calls a minute that are always allowed; "special" ones have limits of their own. */
  readonly perMinute: 20 | 50 | 100 | "special";
  /** For a bot token. Several: which one depends on the kind of conversation. */
  readonly scopes: readonly string[];
  /** Codes of its own, beside those of every method. */
  readonly errors: readonly string[];
}

const byConversation = (right: "read" | "history"): readonly string[] =>
  ["channels", "groups", "im", "mpim"].map((kind) => `${kind}:${right}`);

const CONTENT_ERRORS = [
  "invalid_blocks",
  "invalid_blocks_format",
  "is_archived",
  "message_limit_exceeded",
  "msg_too_long",
  "no_text",
  "restricted_action",
  "too_many_attachments",
];
const METADATA_ERRORS = ["invalid_metadata_format", "invalid_metadata_schema"];
const VIEW_ERRORS = ["duplicate_external_id", "view_too_large"];
const TRIGGER_ERRORS = ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"];

/** Codes of every method: about the token, the request and the platform. */
export const COMMON_ERRORS: readonly string[] = [
  "access_denied",
  "account_inactive",
  "invalid_arguments",
  "invalid_auth",
  "invalid_form_data",
  "invalid_json",
  "invalid_post_type",
  "missing_post_type",
  "missing_scope",
  "not_authed",
  "ratelimited",
  "token_revoked",
  "unknown_method",
];

export const SLACK_METHODS: Readonly<Record<string, DocumentedMethod>> = {
  "api.test": { perMinute: 100, scopes: [], errors: [] },
  "auth.test": { perMinute: "special", scopes: [], errors: [] },
  "chat.delete": {
    perMinute: 50,
    scopes: ["chat:write"],
    errors: [
      "cant_delete_message",
      "channel_not_found",
      "compliance_exports_prevent_deletion",
      "message_not_found",
    ],
  },
  "chat.getPermalink": {
    perMinute: "special",
    scopes: [],
    errors: ["channel_not_found", "message_not_found"],
  },
  "chat.postEphemeral": {
    perMinute: 100,
    scopes: ["chat:write"],
    errors: [...CONTENT_ERRORS, "channel_not_found", "messages_tab_disabled", "user_not_in_channel"],
  },
  "chat.postMessage": {
    perMinute: "special",
    scopes: ["chat:write"],
    errors: [
      ...CONTENT_ERRORS,
      ...METADATA_ERRORS,
      "cannot_reply_to_message",
      "channel_not_found",
      "not_in_channel",
    ],
  },
  "chat.update": {
    perMinute: 50,
    scopes: ["chat:write"],
    errors: [
      ...CONTENT_ERRORS,
      ...METADATA_ERRORS,
      "cant_update_message",
      "channel_not_found",
      "edit_window_closed",
      "is_inactive",
      "message_not_found",
      "streaming_state_conflict",
    ],
  },
  "conversations.history": {
    perMinute: 50,
    scopes: byConversation("history"),
    errors: [
      "channel_not_found",
      "invalid_cursor",
      "invalid_ts_latest",
      "invalid_ts_oldest",
      "not_in_channel",
    ],
  },
  "conversations.info": { perMinute: 50, scopes: byConversation("read"), errors: ["channel_not_found"] },
  "conversations.list": {
    perMinute: 20,
    scopes: byConversation("read"),
    errors: ["invalid_cursor", "invalid_limit", "invalid_types"],
  },
  "conversations.members": {
    perMinute: 100,
    scopes: byConversation("read"),
    errors: ["channel_not_found", "fetch_members_failed", "invalid_cursor", "invalid_limit"],
  },
  "conversations.replies": {
    perMinute: 50,
    scopes: byConversation("history"),
    errors: [
      "channel_not_found",
      "invalid_cursor",
      "invalid_ts_latest",
      "invalid_ts_oldest",
      "thread_not_found",
    ],
  },
  "files.completeUploadExternal": {
    perMinute: 100,
    scopes: ["files:write"],
    errors: [
      "channel_not_found",
      "file_not_found",
      "file_update_failed",
      "invalid_channel",
      "not_in_channel",
      "posting_to_channel_denied",
    ],
  },
  "files.getUploadURLExternal": {
    perMinute: 100,
    scopes: ["files:write"],
    errors: [
      "alt_txt_too_large",
      "file_upload_size_restricted",
      "missing_argument",
      "snippet_too_large",
      "storage_limit_reached",
      "unknown_snippet_type",
    ],
  },
  "usergroups.list": { perMinute: 20, scopes: ["usergroups:read"], errors: [] },
  "usergroups.users.list": { perMinute: 20, scopes: ["usergroups:read"], errors: ["no_such_subteam"] },
  "users.info": { perMinute: 100, scopes: ["users:read"], errors: ["user_not_found", "user_not_visible"] },
  "users.list": { perMinute: 20, scopes: ["users:read"], errors: ["invalid_cursor", "limit_required"] },
  "views.open": { perMinute: 100, scopes: [], errors: [...VIEW_ERRORS, ...TRIGGER_ERRORS] },
  "views.publish": { perMinute: 100, scopes: [], errors: [...VIEW_ERRORS, "hash_conflict", "not_enabled"] },
  "views.push": {
    perMinute: 100,
    scopes: [],
    errors: [...VIEW_ERRORS, ...TRIGGER_ERRORS, "not_found", "push_limit_reached"],
  },
  "views.update": { perMinute: 100, scopes: [], errors: [...VIEW_ERRORS, "hash_conflict", "not_found"] },
};
