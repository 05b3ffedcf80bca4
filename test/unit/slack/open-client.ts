/** Our Slack client in a simulated workspace, and what it sent there. */
import { createSlackClient, type SlackClient } from "../../../src/slack/slack-client.ts";
import { openWorkspace, type TestWorkspace } from "../sim-slack/open-workspace.ts";

export const SLACK_URL = "http://localhost:8791";

export interface OpenedClient extends TestWorkspace {
  readonly client: SlackClient;
  readonly sent: readonly Request[];
}

/** `answer` may answer in the workspace's place; null lets the workspace answer. */
export function openClient(answer: (request: Request) => Response | null = () => null): OpenedClient {
  const workspace = openWorkspace();
  const sent: Request[] = [];
  const settings = { botToken: "xoxb-local", signingSecrets: [], apiUrl: `${SLACK_URL}/api/` };
  const client = createSlackClient(settings, async (input, init) => {
    const request = new Request(input, init);
    sent.push(request.clone());
    return answer(request) ?? (await workspace.slack.fetch(request));
  });
  return { ...workspace, client, sent };
}

/** The methods that were called, in order. */
export const methodsOf = (sent: readonly Request[]): readonly string[] =>
  sent.map(({ url }) => new URL(url).pathname.replace("/api/", ""));
