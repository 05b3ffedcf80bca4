import * as z from "zod/mini";
import type { ChannelFacts } from "../commands/authorize.ts";
import { type Result, succeed } from "../failure.ts";
import { attemptCall, unavailable } from "./attempt-call.ts";
import type { OpenWebClient } from "./open-web-client.ts";

const METHOD = "conversations.info";

const flag = z.nullish(z.boolean());
const answerSchema = z.object({
  channel: z.object({
    id: z.string(),
    is_im: flag,
    is_mpim: flag,
    is_archived: flag,
    /** Shared in some way; `is_org_shared` then says that it stays within the organisation. */
    is_shared: flag,
    is_org_shared: flag,
    is_ext_shared: flag,
    is_pending_ext_shared: flag,
  }),
});

/** Scopes: `channels:read`, `groups:read`, `im:read`, by the kind of conversation. */
export async function readChannel(web: OpenWebClient, channelId: string): Promise<Result<ChannelFacts>> {
  const answer = await attemptCall<unknown>(METHOD, channelId, () =>
    web().conversations.info({ channel: channelId }),
  );
  if (!answer.ok) return answer;
  const { data } = answerSchema.safeParse(answer.value);
  if (!data) return unavailable(METHOD);
  const { channel } = data;
  return succeed({
    isShared:
      channel.is_ext_shared === true ||
      channel.is_pending_ext_shared === true ||
      (channel.is_shared === true && channel.is_org_shared !== true),
    isArchived: channel.is_archived === true,
    isDirect: channel.is_im === true || channel.is_mpim === true,
  });
}
