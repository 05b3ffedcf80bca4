/**
 * Where the simulated workspace goes beyond what Slack documents or its client declares, each with the reason. The tests
 * hold both lists: what is missing here fails, and so does what is true no more.
 */

type Reasons = Readonly<Record<string, Readonly<Record<string, string>>>>;

const AS_HISTORY = "listed for conversations.history; the same access is missing";
const AS_LIST = "listed for conversations.list and .members; the same argument is wrong";
const AS_POST = "listed for chat.postMessage; the same message would be posted";
const MEASURED = "undocumented; users measured it (slackapi/bolt-js issue 2867)";
const ATTACHMENTS = "undocumented; attachments that are no list have to be refused somehow";

/** Error codes that no page of the method lists. */
export const UNDOCUMENTED_ERRORS: Reasons = {
  "api.test": { my_error: "it answers with the error that it is asked for" },
  "chat.postMessage": { msg_blocks_too_long: MEASURED, invalid_attachments: ATTACHMENTS },
  "chat.postEphemeral": {
    msg_blocks_too_long: MEASURED,
    invalid_attachments: ATTACHMENTS,
    not_in_channel: AS_POST,
    cannot_reply_to_message: AS_POST,
  },
  "chat.update": { msg_blocks_too_long: MEASURED, invalid_attachments: ATTACHMENTS },
  "chat.delete": { is_archived: "what chat.postMessage says of a channel in which nothing moves any more" },
  "conversations.history": { invalid_limit: AS_LIST },
  "conversations.replies": { invalid_limit: AS_LIST, not_in_channel: AS_HISTORY },
  "files.completeUploadExternal": { is_archived: AS_POST, cannot_reply_to_message: AS_POST },
  "users.list": { invalid_limit: AS_LIST },
};

const FREE = "up to the app; the client declares what one app once sent";
const VALUES = "by block and action; the client declares it empty";

/** Fields that the client does not declare, as `findStrangers` names them. */
export const UNTYPED_FIELDS: Reasons = {
  "api.test": { "args.hello is unknown": FREE },
  "chat.postMessage": { "message.metadata.event_payload.id is unknown": FREE },
  "chat.update": { "message.metadata.event_payload.id is unknown": FREE },
  "conversations.info": { "channel.user is unknown": "documented: the person of a direct conversation" },
  "conversations.history": {
    "messages[].metadata.event_payload.id is unknown": FREE,
    "messages[].blocks[].elements[].elements[].text is unknown": "documented: the words of rich text",
  },
  "usergroups.list": {
    "usergroups[].auto_type is unknown": "documented: null, or the role that makes a member",
  },
  "views.open": { "view.state.values is unknown": VALUES },
  "views.publish": { "view.state.values is unknown": VALUES },
  "views.push": { "view.state.values is unknown": VALUES },
  "views.update": { "view.state.values is unknown": VALUES },
};
