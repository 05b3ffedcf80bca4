/**
 * What Switchboard asks of Slack's Web API, on Slack's own client with its retries off: what must be retried is
 * retried by an object with an alarm. The token goes to the configured Web API only; response URLs carry none.
 */
import type { KnownBlock, ModalView } from "@slack/types";
import * as z from "zod/mini";
import type { AccountKind, ChannelFacts } from "../commands/authorize.ts";
import type { SlackSettings } from "../config.ts";
import { fail, type Result, succeed } from "../failure.ts";
import type { View } from "../views/view.ts";
import { attemptCall, unavailable } from "./attempt-call.ts";
import { classifyRefusal } from "./classify-refusal.ts";
import { findMessage, METADATA_EVENT } from "./find-message.ts";
import { limitTime } from "./limit-time.ts";
import { openWebClient } from "./open-web-client.ts";
import { readChannel } from "./read-channel.ts";
import { readChannelMembers } from "./read-channel-members.ts";
import { uploadFile } from "./upload-file.ts";

export interface PostTarget {
  /** `post` takes a person's id too: a direct message. */
  readonly channelId: string;
  readonly threadTs?: string | null;
}

export interface SlackClient {
  /** Posts for everybody in the channel; gives the message's `ts`. By `metadataKey` a lost message is found again. */
  post(target: PostTarget, view: View, metadataKey?: string): Promise<Result<string>>;
  /** Our own message with this key, posted at `since` (ms) or later; null when there is none. */
  findMessage(target: PostTarget, metadataKey: string, since: number): Promise<Result<string | null>>;
  postEphemeral(target: PostTarget, userId: string, view: View): Promise<Result<void>>;
  update(channelId: string, ts: string, view: View): Promise<Result<void>>;
  /** The address of a message. */
  readPermalink(channelId: string, ts: string): Promise<Result<string>>;
  uploadFile(target: PostTarget, file: UploadedFile): Promise<Result<void>>;
  /** Within 3 s of what gave the trigger, and once; gives the id of the view. */
  openModal(triggerId: string, view: ModalView): Promise<Result<string>>;
  /** Shows another view in its place, for as long as it is open. */
  updateModal(viewId: string, view: ModalView): Promise<Result<void>>;
  /** Answers through a response URL (at most 5 times in 30 minutes). */
  respond(responseUrl: string, answer: ResponseUrlAnswer): Promise<Result<void>>;
  readAccountKind(userId: string): Promise<Result<AccountKind>>;
  readGroupMembers(groupId: string): Promise<Result<readonly string[]>>;
  readChannel(channelId: string): Promise<Result<ChannelFacts>>;
  /** All of them or a failure: with more than 1,000 it is `too_many_members`. */
  readChannelMembers(channelId: string): Promise<Result<readonly string[]>>;
  /** Proves the token; gives the scopes that it has. */
  testToken(): Promise<Result<{ readonly botUserId: string; readonly scopes: readonly string[] }>>;
}

export interface UploadedFile {
  /** With its ending: "audit.csv". */
  readonly name: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  /** The message that brings the file; mrkdwn. */
  readonly comment: string;
}

export interface ResponseUrlAnswer {
  readonly view: View;
  readonly visibility: "ephemeral" | "in_channel";
  readonly original: "replace" | "keep";
  readonly threadTs?: string | null;
}

const TIMEOUT_MS = 8_000;
/** Slack adds nothing by itself: no links from words, no previews. */
const AS_WRITTEN = { parse: "none", link_names: false } as const;
const UNFURLS_OFF = { unfurl_links: false, unfurl_media: false } as const;

const userSchema = z.object({
  user: z.object({
    deleted: z.nullish(z.boolean()),
    is_bot: z.nullish(z.boolean()),
    is_restricted: z.nullish(z.boolean()),
    is_ultra_restricted: z.nullish(z.boolean()),
    is_stranger: z.nullish(z.boolean()),
  }),
});
export function createSlackClient(settings: SlackSettings, network: typeof globalThis.fetch): SlackClient {
  const fetch = limitTime(network, TIMEOUT_MS);
  const web = openWebClient(settings, fetch);

  /** Sends the newer blocks, and the classic ones where the workspace refuses them. */
  const send = async <T>(
    method: string,
    channelId: string,
    view: View,
    call: (content: { text: string; blocks: KnownBlock[] }) => Promise<T>,
  ): Promise<Result<T>> => {
    const first = await attemptCall(method, channelId, () =>
      call({ text: view.text, blocks: [...view.blocks] }),
    );
    const { fallbackBlocks } = view;
    const refused =
      !first.ok &&
      first.failure.kind === "slack-refused" &&
      classifyRefusal(first.failure.error) === "bad-blocks";
    if (!refused || !fallbackBlocks) return first;
    return await attemptCall(method, channelId, () => call({ text: view.text, blocks: [...fallbackBlocks] }));
  };

  return {
    async post({ channelId, threadTs }, view, metadataKey) {
      const metadata = metadataKey
        ? { metadata: { event_type: METADATA_EVENT, event_payload: { operation_id: metadataKey } } }
        : {};
      const thread = threadTs ? { thread_ts: threadTs } : {};
      const sent = await send("chat.postMessage", channelId, view, (content) =>
        web().chat.postMessage({
          channel: channelId,
          ...thread,
          ...content,
          ...metadata,
          ...AS_WRITTEN,
          ...UNFURLS_OFF,
        }),
      );
      if (!sent.ok) return sent;
      return sent.value.ts ? succeed(sent.value.ts) : unavailable("chat.postMessage");
    },
    findMessage: ({ channelId, threadTs = null }, metadataKey, since) =>
      findMessage(web, { channelId, threadTs, metadataKey, since }),
    async postEphemeral({ channelId, threadTs }, userId, view) {
      const thread = threadTs ? { thread_ts: threadTs } : {};
      const sent = await send("chat.postEphemeral", channelId, view, (content) =>
        web().chat.postEphemeral({ channel: channelId, user: userId, ...thread, ...content, ...AS_WRITTEN }),
      );
      return sent.ok ? succeed(undefined) : sent;
    },
    async update(channelId, ts, view) {
      const sent = await send("chat.update", channelId, view, (content) =>
        web().chat.update({ channel: channelId, ts, ...content, ...AS_WRITTEN }),
      );
      return sent.ok ? succeed(undefined) : sent;
    },
    async readPermalink(channelId, ts) {
      const method = "chat.getPermalink";
      const answer = await attemptCall(method, channelId, () =>
        web().chat.getPermalink({ channel: channelId, message_ts: ts }),
      );
      if (!answer.ok) return answer;
      return answer.value.permalink ? succeed(answer.value.permalink) : unavailable(method);
    },
    uploadFile: ({ channelId, threadTs = null }, file) =>
      uploadFile({ web, fetch, apiUrl: settings.apiUrl }, { channelId, threadTs, ...file }),
    async openModal(triggerId, view) {
      const opened = await attemptCall("views.open", null, () =>
        web().views.open({ trigger_id: triggerId, view }),
      );
      return opened.ok ? succeed(opened.value.view?.id ?? "") : opened;
    },
    async updateModal(viewId, view) {
      const updated = await attemptCall("views.update", null, () =>
        web().views.update({ view_id: viewId, view }),
      );
      return updated.ok ? succeed(undefined) : updated;
    },
    respond: (responseUrl, answer) => respond(fetch, responseUrl, answer),
    async readAccountKind(userId) {
      const answer = await attemptCall("users.info", null, () => web().users.info({ user: userId }));
      if (!answer.ok) return answer;
      const parsed = userSchema.safeParse(answer.value);
      return parsed.success ? succeed(accountKindOf(parsed.data.user)) : unavailable("users.info");
    },
    async readGroupMembers(groupId) {
      const answer = await attemptCall("usergroups.users.list", null, () =>
        web().usergroups.users.list({ usergroup: groupId }),
      );
      return answer.ok ? succeed(answer.value.users ?? []) : answer;
    },
    readChannel: (channelId) => readChannel(web, channelId),
    readChannelMembers: (channelId) => readChannelMembers(web, channelId),
    async testToken() {
      const answer = await attemptCall("auth.test", null, () => web().auth.test());
      if (!answer.ok) return answer;
      return succeed({
        botUserId: answer.value.user_id ?? "",
        scopes: answer.value.response_metadata?.scopes ?? [],
      });
    },
  };
}

function accountKindOf(user: z.infer<typeof userSchema>["user"]): AccountKind {
  if (user.deleted) return "deactivated";
  if (user.is_bot) return "bot";
  if (user.is_stranger) return "stranger";
  return user.is_restricted || user.is_ultra_restricted ? "guest" : "member";
}

async function respond(
  fetch: typeof globalThis.fetch,
  url: string,
  answer: ResponseUrlAnswer,
): Promise<Result<void>> {
  const { view, visibility, original, threadTs } = answer;
  const body = {
    text: view.text,
    blocks: view.fallbackBlocks ?? view.blocks,
    response_type: visibility,
    replace_original: original === "replace",
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
  const method = "response_url";
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
    });
    if (response.ok) return succeed(undefined);
    return fail({ kind: "slack-refused", method, error: `http_${response.status}`, channelId: null });
  } catch {
    return unavailable(method);
  }
}
