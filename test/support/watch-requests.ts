import { vi } from "vitest";
import type { Chat } from "./chat.ts";

export interface SeenRequest {
  /** "POST /twirp/livekit.CloudAgent/UpdateAgentSecrets" */
  readonly target: string;
  /** Address, headers and body, as they went over the network. */
  readonly text: string;
}

/** Every request that the bot makes from now on, to Slack and to the platforms. `answer`: in place of who is asked. */
export function watchRequests(
  chat: Chat,
  answer: (target: string) => Response | null = () => null,
): readonly SeenRequest[] {
  const seen: SeenRequest[] = [];
  for (const host of [chat.slack, chat.livekit, chat.pipecat]) {
    const { fetch } = host;
    vi.spyOn(host, "fetch").mockImplementation(async (request) => {
      const { method, url, headers } = request;
      const body = new TextDecoder().decode(await request.clone().arrayBuffer());
      const text = [url, ...[...headers].flat(), body].join("\n");
      const target = `${method} ${new URL(url).pathname}`;
      seen.push({ target, text });
      return answer(target) ?? (await fetch(request));
    });
  }
  return seen;
}
