import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signRequest } from "../../../sim/slack/sign-request.ts";
import { openWorkspace, START } from "./open-workspace.ts";

/** A second computation that shares no code with the first. */
const expected = (secret: string, timestamp: string, body: string) =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;

describe("signatures", () => {
  it("equal the example in Slack's documentation", async () => {
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V" +
      "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=" +
      "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN" +
      "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    expect(await signRequest("8f742231b10e8888abcd99yyyzzz85a5", 1_531_420_618, body)).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it("stand on commands, interactions and events alike, over the bytes that are sent", async () => {
    const { slack, api, received } = openWorkspace();
    const button = { type: "button", action_id: "go", text: { type: "plain_text", text: "Los 🚀" } };
    const { ts } = await api("chat.postMessage", {
      channel: "COPS",
      blocks: [{ type: "actions", elements: [button] }],
    });
    const user = "UADMIN";

    await slack.client.runCommand({ user, channel: "COPS", text: "/agent status größe" });
    await slack.client.press({ user, channel: "COPS", messageTs: String(ts), actionId: "go" });
    await slack.client.sendMessage({ user, channel: "COPS", text: "@switchboard größe 🚀" });

    expect(received).toHaveLength(3);
    for (const { request, body } of received) {
      const timestamp = request.headers.get("x-slack-request-timestamp") ?? "";
      expect(timestamp).toBe(String(START / 1_000));
      expect(request.headers.get("x-slack-signature")).toBe(expected("switchboard-local", timestamp, body));
    }
  });

  it("can be made with another secret or time", async () => {
    const { slack } = openWorkspace();

    const request = await slack.client.signedRequest({
      body: "a=b",
      contentType: "application/x-www-form-urlencoded",
      timestamp: 12,
      secret: "wrong",
    });

    expect(request.url).toBe("http://localhost:8787/slack/events");
    expect(request.headers.get("x-slack-request-timestamp")).toBe("12");
    expect(request.headers.get("x-slack-signature")).toBe(expected("wrong", "12", "a=b"));
  });
});
