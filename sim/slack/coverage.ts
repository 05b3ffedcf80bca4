/** What of Slack this workspace has. A test holds the methods against the method table. */

export type Coverage = "supported" | "partial" | "absent";

export interface CoverageEntry {
  readonly coverage: Coverage;
  /** What is missing, or what to know. */
  readonly note: string;
}

const supported = (note = ""): CoverageEntry => ({ coverage: "supported", note });
const partial = (note: string): CoverageEntry => ({ coverage: "partial", note });
const absent = (note = ""): CoverageEntry => ({ coverage: "absent", note });

/** Web API methods. A method that is not listed does not exist here: `unknown_method`. */
export const methodCoverage: Readonly<Record<string, CoverageEntry>> = {
  "api.test": supported(),
  "auth.test": supported("one bot token; no user tokens"),
  "blocks.validate": absent("the same rules answer chat.postMessage and views.open"),
  "chat.delete": supported("a parent with replies leaves a tombstone"),
  "chat.getPermalink": supported(),
  "chat.postEphemeral": supported(),
  "chat.postMessage": partial(
    "no username or icon, no unfurling, no markdown_text; attachments are kept unread",
  ),
  "chat.scheduleMessage": absent(),
  "chat.startStream": absent(),
  "chat.update": partial("no file_ids, no reply_broadcast, no markdown_text"),
  "conversations.history": supported(),
  "conversations.info": supported(),
  "conversations.list": partial("no group direct messages"),
  "conversations.members": supported(),
  "conversations.open": absent("chat.postMessage to a person opens the conversation"),
  "conversations.replies": supported(),
  "files.completeUploadExternal": partial("no channels, no blocks; shared at once, as Slack does soon"),
  "files.getUploadURLExternal": partial("content is kept as UTF-8 text, and no upload address expires"),
  "files.info": absent("world.readFile reads what was uploaded"),
  "oauth.v2.access": absent(),
  "reactions.add": absent(),
  "usergroups.list": supported(),
  "usergroups.users.list": supported(),
  "users.info": partial("no pictures, no e-mail addresses, no status"),
  "users.list": partial("as users.info"),
  "views.open": supported("no interactivity_pointer"),
  "views.publish": supported(),
  "views.push": supported(),
  "views.update": supported(),
};

/** Everything else that an app meets. */
export const behaviourCoverage: Readonly<Record<string, CoverageEntry>> = {
  "request signatures": supported("v0, on everything that is sent"),
  "slash commands": supported("escaping, three seconds, acknowledgements, not in threads"),
  "response URLs": supported("five uses in 30 minutes; a command's URL replaces nothing, as in Slack"),
  block_actions: supported("in messages, modals and home tabs; state.values"),
  block_suggestion: supported("external_select and multi_external_select"),
  "view_submission and view_closed": partial("no response_urls of response_url_enabled selects"),
  shortcuts: partial("on messages; no global ones"),
  "app_mention event": supported("retried at once, after 1 and 5 minutes; no hourly delayed events"),
  "message.im event": supported(),
  app_home_opened: supported("when somebody looks at the Home tab; no event for the other tabs"),
  "other events": absent("no message edits, memberships, group changes or link_shared"),
  "url_verification, ssl_check": absent("send them with signedRequest"),
  "rate limits": supported("the published minimum of each tier; a sliding minute; 1 message/s and channel"),
  "Block Kit limits": partial(
    "no card, carousel, context_actions, file, video, data_visualization, workflow_button",
  ),
  "missing scopes": supported("by kind of conversation"),
  "guests, bots, strangers, deactivated people": supported(),
  "edit windows, deleted messages, revoked tokens, archived channels": supported("levers of the world"),
  "shared channels": partial("is_ext_shared and people of another team; no second workspace behind it"),
  "Enterprise Grid, token rotation": absent(),
};
