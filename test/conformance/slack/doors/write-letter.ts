/** Lets the simulated Slack play a scene, and keeps the request that it sends and the workspace as it then is. */
import { createSlackWorkspace, type SlackWorkspace } from "../../../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../../../sim/slack/starting-workspace.ts";
import type { WorkspaceState } from "../../../../sim/slack/workspace-state.ts";
import { COMMAND_FORM } from "../../../../src/views/render-command-form.ts";
import type { Scene } from "./letter.ts";

export interface WrittenLetter {
  readonly contentType: string;
  readonly body: string;
  /** What has to be there for the request to make sense: response URLs, triggers, messages, views. */
  readonly workspace: WorkspaceState;
}

export const SLACK_URL = "https://slack.test";

export async function writeLetter(scene: Scene, now: () => number): Promise<WrittenLetter> {
  let sent: WrittenLetter | null = null;
  const slack = createSlackWorkspace({
    now,
    delay: () => new Promise(() => {}),
    deliver: async (request) => {
      const contentType = request.headers.get("content-type") ?? "";
      sent = { contentType, body: await request.text(), workspace: slack.snapshot() };
      return new Response("");
    },
    requestUrl: "https://bot.test/slack/events",
    publicUrl: SLACK_URL,
    seed: startingWorkspace,
  });
  if (scene.type === "bytes")
    return { contentType: scene.contentType, body: scene.body, workspace: slack.snapshot() };
  await play(scene, slack, () => new URLSearchParams(sent?.body).get("trigger_id"));
  if (sent === null) throw new Error(`Slack sends nothing for ${JSON.stringify(scene)}`);
  return sent;
}

type Played = Exclude<Scene, { type: "bytes" }>;

async function play(scene: Played, slack: SlackWorkspace, readTrigger: () => string | null): Promise<void> {
  const { user } = scene;
  switch (scene.type) {
    case "command":
      await slack.client.runCommand({ user, channel: scene.channel, text: scene.text });
      return;
    case "mention": {
      const { channel, text, inThread } = scene;
      const threadTs = inThread ? await post(slack, { text: "an older message", channel }) : undefined;
      await slack.client.sendMessage({ user, channel, text, ...(threadTs ? { threadTs } : {}) });
      return;
    }
    case "press": {
      const messageTs = await postElement(slack, scene, {
        type: "button",
        text: plain("Go"),
        action_id: scene.actionId,
        value: scene.value,
      });
      await slack.client.press({ user, channel: "COPS", messageTs, actionId: scene.actionId });
      return;
    }
    case "pick": {
      const options = [{ text: plain("an agent"), value: scene.value }];
      const menu = { type: "static_select", action_id: scene.actionId, options };
      const messageTs = await postElement(slack, { user, isEphemeral: false, inThread: false }, menu);
      const { actionId, value } = scene;
      await slack.client.choose({ user, channel: "COPS", messageTs, actionId, value });
      return;
    }
    case "suggest": {
      const menu = { type: "external_select", action_id: scene.actionId, min_query_length: 0 };
      const messageTs = await postElement(slack, { user, isEphemeral: false, inThread: false }, menu);
      const { actionId, value } = scene;
      await slack.client.suggest({ user, channel: "COPS", messageTs, actionId, value });
      return;
    }
    case "submit": {
      const viewId = await openForm(slack, user, readTrigger, {
        callback_id: scene.callbackId,
        private_metadata: scene.metadata,
      });
      const values = { [COMMAND_FORM.blockId]: { [COMMAND_FORM.actionId]: scene.text } };
      await slack.client.submitView({ user, viewId, values });
      return;
    }
    case "close":
      await slack.client.closeView({
        user,
        viewId: await openForm(slack, user, readTrigger, { notify_on_close: true }),
      });
  }
}

const plain = (text: string) => ({ type: "plain_text", text });

async function postElement(
  slack: SlackWorkspace,
  place: { readonly user: string; readonly isEphemeral: boolean; readonly inThread: boolean },
  element: Record<string, unknown>,
): Promise<string> {
  const thread = place.inThread ? { thread_ts: await post(slack, { text: "a card", channel: "COPS" }) } : {};
  return await post(slack, {
    channel: "COPS",
    text: "choose",
    blocks: [{ type: "actions", elements: [element] }],
    ...thread,
    ...(place.isEphemeral ? { user: place.user } : {}),
  });
}

/** The bot posts; with a `user` for nobody else. Gives the message's `ts`. */
async function post(slack: SlackWorkspace, message: Record<string, unknown>): Promise<string> {
  const { ts, message_ts: privateTs } = await call(
    slack,
    "user" in message ? "chat.postEphemeral" : "chat.postMessage",
    message,
  );
  return String(ts ?? privateTs);
}

async function openForm(
  slack: SlackWorkspace,
  user: string,
  readTrigger: () => string | null,
  fields: Record<string, unknown>,
): Promise<string> {
  await slack.client.runCommand({ user, channel: "COPS", text: "/agent" });
  const input = {
    type: "input",
    block_id: COMMAND_FORM.blockId,
    optional: true,
    label: plain("Reason"),
    element: { type: "plain_text_input", action_id: COMMAND_FORM.actionId },
  };
  const view = { type: "modal", title: plain("Reject"), submit: plain("Send"), blocks: [input], ...fields };
  const opened = await call(slack, "views.open", { trigger_id: readTrigger(), view });
  return String(Object(opened.view).id);
}

async function call(
  slack: SlackWorkspace,
  method: string,
  args: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const request = new Request(`${SLACK_URL}/api/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${startingWorkspace.botToken}`, "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const answer: unknown = await (await slack.fetch(request)).json();
  if (Object(answer).ok !== true) throw new Error(`${method} refused: ${JSON.stringify(answer)}`);
  return Object(answer);
}
