import * as z from "zod/mini";
import { fail, type Result, succeed } from "../failure.ts";
import { attemptCall, unavailable } from "./attempt-call.ts";
import type { OpenWebClient } from "./open-web-client.ts";

const METHOD = "conversations.members";
/** A channel with more people than this is no list of approvers. */
const MAX_MEMBERS = 1_000;
const PAGE_SIZE = 200;
/** Slack may put fewer on a page than it was asked for. */
const MAX_PAGES = 10;

const pageSchema = z.object({
  members: z.array(z.string()),
  response_metadata: z.nullish(z.object({ next_cursor: z.nullish(z.string()) })),
});

/**
 * All members of a channel, bots among them. Part of them is never given: a channel that is too large is refused as
 * `too_many_members`. Scopes as for `readChannel`.
 */
export async function readChannelMembers(
  web: OpenWebClient,
  channelId: string,
): Promise<Result<readonly string[]>> {
  const members: string[] = [];
  let cursor = "";
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await attemptCall<unknown>(METHOD, channelId, () =>
      web().conversations.members({ channel: channelId, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) }),
    );
    if (!answer.ok) return answer;
    const { data } = pageSchema.safeParse(answer.value);
    if (!data) return unavailable(METHOD);
    members.push(...data.members);
    if (members.length > MAX_MEMBERS) break;
    cursor = data.response_metadata?.next_cursor ?? "";
    if (!cursor) return succeed(members);
  }
  return fail({ kind: "slack-refused", method: METHOD, error: "too_many_members", channelId });
}
