import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  ACK_DEADLINE_MS,
  type Delivery,
  MAX_BODY_BYTES,
  type ReceiverOptions,
  receive,
} from "../../../src/slack/receiver.ts";
import { ReplayCache } from "../../../src/slack/replay-cache.ts";

const NOW_MS = 1_800_000_000_000;
const FORM = "application/x-www-form-urlencoded";
const COMMAND = new URLSearchParams({
  command: "/agent",
  text: "status",
  user_id: "U1",
  team_id: "T1",
  channel_id: "C1",
  trigger_id: "1.2.3",
  response_url: "https://hooks.slack.com/x",
}).toString();
const EVENT = JSON.stringify({
  type: "event_callback",
  event_id: "Ev1",
  team_id: "T1",
  event: { type: "app_mention" },
});
const PRESS = `payload=${encodeURIComponent(JSON.stringify({ type: "block_actions", user: { id: "U1" }, actions: [] }))}`;
const SUGGEST = `payload=${encodeURIComponent(JSON.stringify({ type: "block_suggestion", user: { id: "U1" } }))}`;

interface Sent {
  readonly body: string | Uint8Array;
  readonly contentType?: string;
  readonly headers?: Record<string, string>;
  readonly secret?: string;
}

const request = ({ body, contentType = FORM, headers = {}, secret = "secret" }: Sent): Request => {
  const timestamp = String(NOW_MS / 1000);
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
  return new Request("https://bot.example/slack/events", {
    method: "POST",
    body: new Uint8Array(typeof body === "string" ? new TextEncoder().encode(body) : body),
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
      ...headers,
    },
  });
};

/** A receiver whose listeners do what the test says, and whose clock only moves when the test says so. */
const desk = (process: (delivery: Delivery) => Promise<void> = async ({ ack }) => ack("done")) => {
  const deliveries: Delivery[] = [];
  const errors: unknown[] = [];
  const kept: Promise<unknown>[] = [];
  const claimed = new Set<string>();
  let reachDeadline: () => void = () => {};
  const deadline = new Promise<void>((resolve) => {
    reachDeadline = resolve;
  });
  const delays: number[] = [];
  const options: ReceiverOptions = {
    signingSecrets: ["secret"],
    replays: new ReplayCache(),
    now: () => NOW_MS,
    delay: (ms) => {
      delays.push(ms);
      return deadline;
    },
    claimEvent: async (id) => !claimed.has(id) && Boolean(claimed.add(id)),
    process: (delivery) => {
      deliveries.push(delivery);
      return process(delivery);
    },
    reportError: (error) => errors.push(error),
  };
  const send = (sent: Sent) => receive(request(sent), options, (work) => kept.push(work));
  return { send, deliveries, errors, kept, delays, reachDeadline: () => reachDeadline() };
};

const never = () => new Promise<void>(() => {});

describe("receive", () => {
  it("answers with what the listener acknowledged: text, JSON or nothing", async () => {
    const answers = [undefined, "text", { text: "hi", blocks: [] }];
    const bodies: string[] = [];
    for (const answer of answers) {
      const response = await desk(async ({ ack }) => ack(answer)).send({ body: COMMAND });
      expect(response.status).toBe(200);
      bodies.push(await response.text());
    }
    expect(bodies).toEqual(["", "text", '{"text":"hi","blocks":[]}']);
  });

  it("answers as soon as it is acknowledged and keeps the rest of the work alive", async () => {
    let finish: () => void = () => {};
    const rest = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { send, kept } = desk(async ({ ack }) => {
      await ack("first");
      await rest;
    });
    expect(await (await send({ body: COMMAND })).text()).toBe("first");
    expect(kept).toHaveLength(1);
    finish();
    await kept[0];
  });

  it("gives up waiting after 2.5 s, before Slack does", async () => {
    const { send, delays, reachDeadline } = desk(never);
    const response = send({ body: COMMAND });
    reachDeadline();
    expect(await (await response).json()).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringContaining("`late`"),
    });
    expect(delays).toEqual([ACK_DEADLINE_MS]);
    expect(ACK_DEADLINE_MS).toBeLessThan(2_600);
  });

  it("answers at once when a listener throws before it acknowledged, and says nothing of the error", async () => {
    const { send, errors } = desk(async () => {
      throw new Error("token xoxb-1 was refused");
    });
    const response = await send({ body: COMMAND });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain("`internal`");
    expect(text).not.toContain("xoxb");
    expect(errors).toHaveLength(1);
  });

  it("reports a throw after the acknowledgement without changing the answer", async () => {
    const { send, errors, kept } = desk(async ({ ack }) => {
      await ack("done");
      throw new Error("later");
    });
    expect(await (await send({ body: COMMAND })).text()).toBe("done");
    await kept[0];
    expect(errors).toHaveLength(1);
  });

  it("lets a second acknowledgement fail in the listener that makes it", async () => {
    const { send, errors, kept } = desk(async ({ ack }) => {
      await ack("one");
      await ack("two");
    });
    expect(await (await send({ body: COMMAND })).text()).toBe("one");
    await kept[0];
    expect(errors).toMatchObject([{ code: "slack_bolt_receiver_ack_multiple_error" }]);
  });

  it("says so when nobody listens to a command, and stays silent where nobody would read it", async () => {
    const idle = async () => {};
    expect(await (await desk(idle).send({ body: COMMAND })).json()).toMatchObject({
      text: expect.stringContaining("/agent help"),
    });
    expect(await (await desk(idle).send({ body: PRESS })).text()).toBe("");
    expect(await (await desk(idle).send({ body: SUGGEST })).json()).toEqual({ options: [] });
  });

  it.each([
    [COMMAND, `${FORM}; charset=utf-8`],
    [COMMAND, "Application/X-WWW-Form-URLEncoded"],
    [EVENT, "application/json; charset=utf-8"],
    [EVENT, "application/json;charset=UTF-8"],
  ])("reads a content type with parameters or in capitals: %#", async (body, contentType) => {
    const { send, deliveries } = desk();
    expect((await send({ body, contentType })).status).toBe(200);
    expect(deliveries).toHaveLength(1);
  });

  it.each([
    [COMMAND, "text/plain", "content type"],
    [COMMAND, "multipart/form-data", "content type"],
    ["", FORM, "empty"],
    ["a=1", FORM, "neither"],
    ["payload=%7Boops", FORM, "not a JSON object"],
    ["payload=%5B1%5D", FORM, "not a JSON object"],
    ["payload=%7B%7D", FORM, "not an interaction"],
    ["{oops", "application/json", "not a JSON object"],
    ["null", "application/json", "not a JSON object"],
    ['{"type":"other"}', "application/json", "not an event"],
  ])("answers 400 with a short text to what it cannot read: %#", async (body, contentType, text) => {
    const { send, deliveries } = desk();
    const response = await send({ body, contentType });
    expect(response.status).toBe(400);
    const answer = await response.text();
    expect(answer).toContain(text);
    expect(answer.length).toBeLessThan(100);
    expect(deliveries).toEqual([]);
  });

  it("answers 400 to bytes that are no UTF-8", async () => {
    const response = await desk().send({ body: new Uint8Array([0x61, 0xff, 0xfe]) });
    expect(response.status).toBe(400);
  });

  it("hands over text beyond ASCII unharmed", async () => {
    const { send, deliveries } = desk();
    await send({ body: COMMAND.replace("text=status", `text=${encodeURIComponent("grüße 🌙")}`) });
    expect(deliveries[0]?.body).toMatchObject({ text: "grüße 🌙" });
  });

  it("answers 401 to a wrong signature before anything is read, also to ssl_check", async () => {
    for (const body of [COMMAND, "ssl_check=1&token=x", "{oops"]) {
      const { send, deliveries } = desk();
      expect((await send({ body, secret: "wrong" })).status).toBe(401);
      expect(deliveries).toEqual([]);
    }
  });

  it("answers Slack's own checks", async () => {
    expect((await desk().send({ body: "ssl_check=1&token=x" })).status).toBe(200);
    const challenge = JSON.stringify({ type: "url_verification", token: "x", challenge: "c-1" });
    expect(await (await desk().send({ body: challenge, contentType: "application/json" })).json()).toEqual({
      challenge: "c-1",
    });
  });

  it("takes note that Slack held events back, and hands nothing on", async () => {
    const { send, deliveries } = desk();
    const held = { token: "x", type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1_790_000_000 };
    const response = await send({ body: JSON.stringify(held), contentType: "application/json" });
    expect(response.status).toBe(200);
    expect(deliveries).toEqual([]);
  });

  it("answers 413 to more than 1 MiB, announced or not", async () => {
    const large = "a".repeat(MAX_BODY_BYTES + 1);
    expect((await desk().send({ body: large })).status).toBe(413);
    expect(
      (await desk().send({ body: COMMAND, headers: { "content-length": String(MAX_BODY_BYTES + 1) } }))
        .status,
    ).toBe(413);
    const exact = `${COMMAND}&pad=`.padEnd(MAX_BODY_BYTES, "a");
    expect((await desk().send({ body: exact })).status).toBe(200);
  });

  it("takes a replayed request for what it is: answered, without effect", async () => {
    const { send, deliveries } = desk();
    await send({ body: COMMAND });
    const again = await send({ body: COMMAND });
    expect([again.status, await again.text()]).toEqual([200, ""]);
    expect(deliveries).toHaveLength(1);
  });

  it("runs an event once, however often Slack delivers it", async () => {
    const { send, deliveries } = desk();
    for (const retry of [0, 1, 2, 3]) {
      const headers: Record<string, string> =
        retry === 0 ? {} : { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" };
      // A retry is signed anew: only the event id stays the same.
      const body = `${EVENT}${" ".repeat(retry)}`;
      expect((await send({ body, contentType: "application/json", headers })).status).toBe(200);
    }
    expect(deliveries).toHaveLength(1);
  });

  it("tells the listeners which retry it is", async () => {
    const { send, deliveries } = desk();
    await send({
      body: EVENT,
      contentType: "application/json",
      headers: { "x-slack-retry-num": "2", "x-slack-retry-reason": "http_error" },
    });
    expect(deliveries[0]).toMatchObject({ retryNum: 2, retryReason: "http_error" });
  });
});
