/**
 * What Switchboard asks of Slack's Web API, on Slack's own client with its retries off: what must be retried is
 * retried by an object with an alarm. The token goes to the configured Web API only; response URLs carry none.
 */
import type { KnownBlock } from "@slack/types";
import { LogLevel, WebClient } from "@slack/web-api";
import * as z from "zod/mini";
import type { AccountKind } from "../commands/authorize.ts";
import type { SlackSettings } from "../config.ts";
import { fail, type Result, succeed } from "../failure.ts";
import type { View } from "../views/view.ts";
import { limitTime } from "./limit-time.ts";

export interface PostTarget {
  readonly channelId: string;
  readonly threadTs?: string | null;
}

export interface SlackClient {
  /** Posts for everybody in the channel; gives the message's `ts`. `operationId` makes a lost message findable. */
  post(target: PostTarget, view: View, operationId?: string): Promise<Result<string>>;
  postEphemeral(target: PostTarget, userId: string, view: View): Promise<Result<void>>;
  update(channelId: string, ts: string, view: View): Promise<Result<void>>;
  /** Answers through a response URL (at most 5 times in 30 minutes). */
  respond(responseUrl: string, answer: ResponseUrlAnswer): Promise<Result<void>>;
  readAccountKind(userId: string): Promise<Result<AccountKind>>;
  readGroupMembers(groupId: string): Promise<Result<readonly string[]>>;
  /** Proves the token; gives the scopes that it has. */
  testToken(): Promise<Result<{ readonly botUserId: string; readonly scopes: readonly string[] }>>;
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
const errorSchema = z.object({
  retryAfter: z.nullish(z.number()),
  data: z.nullish(z.object({ error: z.string() })),
});

export function createSlackClient(settings: SlackSettings, network: typeof globalThis.fetch): SlackClient {
  const fetch = limitTime(network, TIMEOUT_MS);
  // Slack's client is large to build, and most requests never call Slack.
  let client: WebClient | null = null;
  const web = (): WebClient => {
    client ??= new WebClient(settings.botToken, {
      slackApiUrl: settings.apiUrl,
      allowAbsoluteUrls: false,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      // It asks for `redirect: "error"`, which Workers do not know; a redirect is no 200, so it fails all the same.
      fetch: (url, init) => fetch(url, { ...init, redirect: "manual" }),
      logger: SILENT,
    });
    return client;
  };

  /** Sends the newer blocks, and the classic ones where the workspace refuses them. */
  const send = async <T>(
    method: string,
    channelId: string,
    view: View,
    call: (content: { text: string; blocks: KnownBlock[] }) => Promise<T>,
  ): Promise<Result<T>> => {
    const first = await attempt(method, channelId, () => call({ text: view.text, blocks: [...view.blocks] }));
    const { fallbackBlocks } = view;
    const refused =
      !first.ok && first.failure.kind === "slack-refused" && first.failure.error === "invalid_blocks";
    if (!refused || !fallbackBlocks) return first;
    return await attempt(method, channelId, () => call({ text: view.text, blocks: [...fallbackBlocks] }));
  };

  return {
    async post({ channelId, threadTs }, view, operationId) {
      const metadata = operationId
        ? { metadata: { event_type: "switchboard_operation", event_payload: { operation_id: operationId } } }
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
      return sent.value.ts
        ? succeed(sent.value.ts)
        : fail({ kind: "slack-unavailable", method: "chat.postMessage", retryAfterMs: null });
    },
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
    respond: (responseUrl, answer) => respond(fetch, responseUrl, answer),
    async readAccountKind(userId) {
      const answer = await attempt("users.info", null, () => web().users.info({ user: userId }));
      if (!answer.ok) return answer;
      const parsed = userSchema.safeParse(answer.value);
      return parsed.success
        ? succeed(accountKindOf(parsed.data.user))
        : fail({ kind: "slack-unavailable", method: "users.info", retryAfterMs: null });
    },
    async readGroupMembers(groupId) {
      const answer = await attempt("usergroups.users.list", null, () =>
        web().usergroups.users.list({ usergroup: groupId }),
      );
      return answer.ok ? succeed(answer.value.users ?? []) : answer;
    },
    async testToken() {
      const answer = await attempt("auth.test", null, () => web().auth.test());
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

/** Slack's errors as values: its own codes are refusals, everything else is Slack being out of reach. */
async function attempt<T>(
  method: string,
  channelId: string | null,
  call: () => Promise<T>,
): Promise<Result<T>> {
  try {
    return succeed(await call());
  } catch (error) {
    // Whatever else went wrong, its message may quote what we sent, so nothing of it is kept.
    const { data, retryAfter } = errorSchema.safeParse(error).data ?? {};
    if (data) return fail({ kind: "slack-refused", method, error: data.error, channelId });
    return fail({ kind: "slack-unavailable", method, retryAfterMs: retryAfter ? retryAfter * 1000 : null });
  }
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
    return fail({ kind: "slack-unavailable", method, retryAfterMs: null });
  }
}

/** Slack's client would log whole requests; ours logs method and code where the failure is handled. */
const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
