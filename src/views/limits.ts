/**
 * What Slack accepts, by name. Lengths are counted in UTF-16 units, the most cautious way to count; one value that is
 * too long makes Slack refuse the whole message (`invalid_blocks`).
 * Source: docs.slack.dev/reference/block-kit and `@slack/types`; what is not documented there is marked.
 */
export const LIMITS = {
  blocks: 50,
  /**
   * All blocks of a message together, as JSON. Not documented: chat.postMessage answers `msg_blocks_too_long` from
   * about 13 200 characters on (slackapi/bolt-js issues 2509 and 2867).
   */
  blocksJson: 13_000,
  /** Longer ones are accepted when posted, and refused when edited (`msg_too_long`). */
  messageText: 4000,
  sectionText: 3000,
  contextElements: 10,
  contextText: 3000,
  actionElements: 25,
  actionId: 255,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  privateMetadata: 3000,
  placeholder: 150,
  options: 100,
  optionText: 75,
  /** 150 in newer documents; the smaller one holds everywhere. */
  optionValue: 75,
  /** Of the buttons of a modal too. */
  modalTitle: 24,
  inputLabel: 2000,
  /** Slack allows 3000; this is what a reason or a comment may have. */
  formText: 300,
  planTasks: 50,
  /** Not documented for blocks; this is what the streaming form of the same tasks accepts. */
  taskTitle: 256,
  /** Not documented; the limit of a section. */
  preformattedText: 3000,
} as const;
