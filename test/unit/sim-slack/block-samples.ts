/** Small valid pieces of Block Kit, to be made invalid one property at a time. */
export const x = (length: number) => "x".repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const plain = (text = "ok") => ({ type: "plain_text", text });
export const mrkdwn = (text = "ok") => ({ type: "mrkdwn", text });
export const section = (fields: object = { text: mrkdwn() }) => ({ type: "section", ...fields });
export const button = (fields: object = {}) => ({ type: "button", text: plain(), ...fields });
export const actions = (...elements: object[]) => ({ type: "actions", elements });
export const option = (index = 0) => ({ text: plain(`option ${index}`), value: `v${index}` });
export const select = (fields: object) => ({ type: "static_select", action_id: "s", ...fields });
export const richText = {
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "a" }] }],
};
export const task = (fields: object = {}) => ({
  type: "task_card",
  task_id: "1",
  title: "Plan",
  status: "complete",
  ...fields,
});
export const cell = (text = "a") => ({ type: "raw_text", text });
export const container = (fields: object = {}) => ({
  type: "container",
  title: plain(),
  child_blocks: [section()],
  ...fields,
});
