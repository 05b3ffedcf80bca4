import { fail, type Result, succeed } from "../../failure.ts";
import type { CommandContext } from "../command-context.ts";

/** What is left in a conversation for everybody to read is left in none that another company reads, nor where nobody can say. */
export async function requireOwnChannel(
  { asking, directory }: Pick<CommandContext, "asking" | "directory">,
  verb: string,
  rule: string,
): Promise<Result<void>> {
  const { channelId } = asking;
  const channel = await directory.channelFacts(channelId);
  if (channel === null) return fail({ kind: "membership-unavailable", verb, rule });
  return channel.isShared ? fail({ kind: "shared-channel", channelId }) : succeed(undefined);
}
