/** What a refusal means for a message that is to be written. */
export type RefusalKind =
  /** The message is no more, or nobody may edit it any more: what it should say belongs into a new one. */
  | "gone-message"
  /** Nothing can be written there; somebody has to invite the app, or another channel has to be used. */
  | "gone-channel"
  /** Fewer words are needed. */
  | "too-long"
  /** Simpler blocks are needed: this workspace does not know them all yet. */
  | "bad-blocks"
  /** No call succeeds before somebody installs the app anew or mends its token. */
  | "no-token"
  /** Nothing that sending it anew or elsewhere would mend. */
  | "other";

/** Slack's codes, as listed with its methods for messages and files (docs.slack.dev/reference/methods). */
const CODES: ReadonlyMap<RefusalKind, readonly string[]> = new Map([
  [
    "gone-message",
    [
      "message_not_found", // deleted, or never there
      "cant_update_message", // somebody else's: the app was created anew since
      "edit_window_closed", // the workspace lets nobody edit what is older than some minutes
      "is_inactive", // its channel is frozen, archived or deleted; a new message then gets `is_archived`
      "streaming_state_conflict", // it is a stream that has not been stopped
      "thread_not_found", // the message that it replies to is gone
      "cannot_reply_to_message", // likewise
    ],
  ],
  [
    "gone-channel",
    [
      "channel_not_found", // deleted, or private and without us
      "not_in_channel", // the app was removed, or never invited
      "is_archived",
      "no_permission", // the app is no member, in the words of some methods
      "posting_to_channel_denied", // the same when a file is posted
      "invalid_channel", // likewise
      "channel_type_not_supported",
      "restricted_action", // administrators decide who posts
      "restricted_action_read_only_channel",
      "restricted_action_thread_only_channel",
      "restricted_action_non_threadable_channel",
      "restricted_action_thread_locked",
      "ekm_access_denied", // administrators have suspended posting
      "messages_tab_disabled", // the app takes no direct messages
      "cannot_dm_bot",
    ],
  ],
  ["too-long", ["msg_too_long", "msg_blocks_too_long"]],
  ["bad-blocks", ["invalid_blocks", "invalid_blocks_format"]],
  [
    "no-token",
    [
      "not_authed",
      "invalid_auth",
      "token_revoked",
      "token_expired",
      "account_inactive", // the app was uninstalled
      "missing_scope", // installed before the app asked for it
      "not_allowed_token_type",
      "team_access_not_granted", // an organisation took the workspace away from the app
      "org_login_required", // the workspace is being migrated
      "accesslimited", // not from this network
    ],
  ],
]);

/** What passes by itself is `slack-unavailable` and never gets here. */
export function classifyRefusal(error: string): RefusalKind {
  for (const [kind, codes] of CODES) if (codes.includes(error)) return kind;
  return "other";
}
