import { signRequest } from "../sim/slack/sign-request.ts";
import { startingWorkspace } from "../sim/slack/starting-workspace.ts";

let sent = 0;

/**
 * Sends `/agent help` to a bot as Slack does and reads the answer to its end. No two are alike, else a bot that
 * remembers signatures would be done at once. Throws when there is no answer to show.
 */
export async function sendCommand(url: string): Promise<void> {
  sent += 1;
  const body = new URLSearchParams({ ...FIELDS, trigger_id: `1795318841771.${sent}.benchmark` }).toString();
  const timestamp = Math.floor(Date.now() / 1_000);
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": await signRequest(startingWorkspace.signingSecret, timestamp, body),
    },
    body,
  });
  const answer = await response.text();
  if (response.status !== 200 || !answer.includes("/agent"))
    throw new Error(`${url} answered ${response.status}: ${answer}`);
}

/** An ordinary member asks, whose rights are looked up in Slack once a minute. */
const FIELDS = {
  token: "verification-token-is-deprecated",
  team_id: "TLOCAL",
  team_domain: "switchboard-team",
  channel_id: "COPS",
  channel_name: "voice-ops",
  user_id: "UVIEWER",
  user_name: "viewer",
  command: "/agent",
  text: "help",
  api_app_id: "ALOCAL",
  is_enterprise_install: "false",
  response_url: "https://hooks.slack.com/commands/TLOCAL/1234567890/abcdefghijklmnop",
};
