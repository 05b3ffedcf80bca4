import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { LOCAL_ADDRESSES, simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import { openApp } from "../../src/app.ts";

const GOOD = simulatedEnvironment(LOCAL_ADDRESSES);
const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
/** The Worker's own bindings are not needed for what is asked here. */
const ask = (env: Record<string, unknown>, request: Request) =>
  openApp(env as unknown as Env).fetch(
    request,
    env as unknown as Env,
    context as unknown as ExecutionContext,
  );

const command = (text: string): Request => {
  const body = new URLSearchParams({
    command: "/agent",
    text,
    user_id: "UADMIN",
    team_id: "TLOCAL",
    channel_id: "COPS",
    trigger_id: "1.2.3",
    response_url: "https://hooks.slack.com/x",
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", "switchboard-local").update(`v0:${timestamp}:${body}`).digest("hex");
  return new Request("https://bot.example/slack/events", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  });
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a Worker that is not set up", () => {
  it("starts, and names on its page every key that is wrong, with the command that mends it", async () => {
    const response = await ask({}, new Request("https://bot.example/"));
    expect(response.status).toBe(503);
    expect(await response.text()).toBe(
      [
        "Switchboard is running, but its set-up is not complete:",
        "- SLACK_SIGNING_SECRET: npx wrangler secret put SLACK_SIGNING_SECRET",
        "- SLACK_BOT_TOKEN: npx wrangler secret put SLACK_BOT_TOKEN",
        "- PROJECTS: add a table [vars.PROJECTS.<name>] with a platform to wrangler.toml",
        "",
      ].join("\n"),
    );
  });

  it("takes nothing for a request of Slack while it has no secret to tell", async () => {
    expect((await ask({}, command("help"))).status).toBe(503);
  });

  it("answers commands in Slack with what is wrong, once Slack itself is set up", async () => {
    vi.spyOn(console, "info").mockReturnValue();
    const { VOICE_PIPECAT_API_KEY: _, ...env } = GOOD;
    const answer = JSON.stringify(await (await ask(env, command("status"))).json());
    expect(answer).toContain("VOICE_PIPECAT_API_KEY");
    expect(answer).toContain("wrangler secret put VOICE_PIPECAT_API_KEY");
    expect(answer).toContain("misconfigured");
    for (const secret of ["switchboard-local", "xoxb-local", "secret-staging"])
      expect(answer).not.toContain(secret);
  });
});
