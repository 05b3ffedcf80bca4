import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/slack/verify-request.ts";

const NOW_MS = 1_800_000_000_000;
const SECRETS = ["current", "previous"];
const body = new TextEncoder().encode("text=grüße");

/** Signed by Node's own HMAC, so that both sides cannot be wrong in the same way. */
const sign = (secret: string, timestamp: string): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
const verifyAt = (timestamp: string, secret = "current") =>
  verifyRequest({ timestamp, signature: sign(secret, timestamp), body }, SECRETS, NOW_MS);
const seconds = (offset: number): string => String(NOW_MS / 1000 + offset);

describe("verifyRequest", () => {
  it("accepts Slack's documented example", async () => {
    const example = new TextEncoder().encode(
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
    );
    const signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const outcome = await verifyRequest(
      { timestamp: "1531420618", signature, body: example },
      ["8f742231b10e8888abcd99yyyzzz85a5"],
      1531420618_000,
    );
    expect(outcome).toEqual({ ok: true, signature });
  });

  it("accepts either secret during a rotation, and no other", async () => {
    expect(await verifyAt(seconds(0), "current")).toMatchObject({ ok: true });
    expect(await verifyAt(seconds(0), "previous")).toMatchObject({ ok: true });
    expect(await verifyAt(seconds(0), "older")).toEqual({ ok: false, reason: "mismatch" });
  });

  it("allows five minutes of skew in both directions, and not a second more", async () => {
    for (const offset of [-300, 300]) expect(await verifyAt(seconds(offset))).toMatchObject({ ok: true });
    for (const offset of [-301, 301])
      expect(await verifyAt(seconds(offset))).toEqual({ ok: false, reason: "stale" });
  });

  it.each(["", "now", "NaN", "1e9", " 1800000000", "-1800000000", "1800000000.5", "9".repeat(30)])(
    "refuses the timestamp %j",
    async (timestamp) => {
      expect(await verifyAt(timestamp)).toEqual({ ok: false, reason: "bad-timestamp" });
    },
  );

  it.each([
    "",
    "v0=",
    "v0=zz",
    `v1=${"a".repeat(64)}`,
    `v0=${"A".repeat(64)}`,
    `v0=${"a".repeat(63)}`,
    `v0=${"0".repeat(64)}`,
  ])("refuses the signature %j", async (signature) => {
    expect(await verifyRequest({ timestamp: seconds(0), signature, body }, SECRETS, NOW_MS)).toMatchObject({
      ok: false,
    });
  });

  it("refuses a body of which one byte changed", async () => {
    const changed = body.slice();
    changed[0] = 0;
    const signature = sign("current", seconds(0));
    expect(
      await verifyRequest({ timestamp: seconds(0), signature, body: changed }, SECRETS, NOW_MS),
    ).toMatchObject({ ok: false });
  });

  it("refuses a request without the headers", async () => {
    expect(await verifyRequest({ timestamp: null, signature: "v0=", body }, SECRETS, NOW_MS)).toEqual({
      ok: false,
      reason: "no-signature",
    });
    expect(await verifyRequest({ timestamp: "1", signature: null, body }, SECRETS, NOW_MS)).toEqual({
      ok: false,
      reason: "no-signature",
    });
  });
});
