/** Requests to the door: as Slack sends them, badly sent, and such as Slack would never send. */
import fc from "fast-check";
import { SLOW_MS } from "./door-differences.ts";
import { junk } from "./junk-arbitrary.ts";
import { type Envelope, GOOD_ENVELOPE, type Letter } from "./letter.ts";
import { FORM, JSON_TYPE, scene } from "./scene-arbitraries.ts";

const rarely = <T>(usual: T, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });

const badEnvelope: fc.Arbitrary<Envelope> = fc.record({
  contentType: rarely<Envelope["contentType"]>(
    "as given",
    fc.constantFrom(
      null,
      "",
      "text/plain",
      FORM,
      JSON_TYPE,
      `${FORM}; charset=utf-8`,
      `${JSON_TYPE};charset=UTF-8`,
      "Application/JSON",
      "multipart/form-data; boundary=x",
    ),
  ),
  skewSeconds: rarely(0, fc.constantFrom(-86_400, -301, -300, -299, 299, 300, 301, 86_400)),
  timestamp: rarely<string | null>(
    null,
    fc.constantFrom("", "now", "-1", "1e9", "0x10", "1793610000.5", " 1793610000"),
  ),
  secret: rarely<Envelope["secret"]>("current", fc.constantFrom("previous", "stranger")),
  signature: rarely<Envelope["signature"]>(
    "whole",
    fc.constantFrom("missing", "empty", "cut", "capitals", "another version"),
  ),
  body: rarely<Envelope["body"]>(
    "whole",
    fc.constantFrom("empty", "cut", "no UTF-8", "over 1 MiB", "over 4 MiB"),
  ),
  isTamperedWith: rarely(false, fc.constant(true)),
  missing: rarely<Envelope["missing"]>(
    null,
    fc.constantFrom("x-slack-signature", "x-slack-request-timestamp"),
  ),
  repeated: rarely<Envelope["repeated"]>(
    null,
    fc.constantFrom("x-slack-signature", "x-slack-request-timestamp", "content-type", "x-slack-retry-num"),
  ),
  retry: rarely<Envelope["retry"]>(
    null,
    fc.record({
      num: fc.constantFrom("1", "2", "3", "x", "-1", "1000"),
      reason: fc.constantFrom("http_timeout", "http_error"),
    }),
  ),
  isChunked: rarely(false, fc.constant(true)),
  sequel: rarely<Envelope["sequel"]>("nothing", fc.constantFrom("the same again", "told again")),
  method: rarely<Envelope["method"]>("POST", fc.constantFrom("GET", "PUT")),
  path: rarely(
    "/slack/events",
    fc.constantFrom(
      "/slack/events?x=1",
      "/slack/events/",
      "/slack",
      "/",
      "/slack/%65vents",
      "//slack/events",
    ),
  ),
});

const alteration = fc.record({
  index: fc.nat(200),
  change: fc.constantFrom(
    "remove" as const,
    "null" as const,
    "number" as const,
    "text" as const,
    "list" as const,
    "twice" as const,
  ),
});

/** As Slack sends them. */
export const genuineLetter: fc.Arbitrary<Letter> = fc.record({
  scene,
  envelope: fc.constant(GOOD_ENVELOPE),
  alteration: fc.constant(null),
  // Far from every deadline: what is measured is not the machine.
  platformLatencyMs: rarely(0, fc.constantFrom(700, SLOW_MS)),
});

/** Genuine in what they say, wrong in how they come. */
export const badlySentLetter: fc.Arbitrary<Letter> = fc.record({
  scene,
  envelope: badEnvelope,
  alteration: fc.constant(null),
  platformLatencyMs: fc.constant(0),
});

/** Well sent, but not what Slack would say. */
export const strangeLetter: fc.Arbitrary<Letter> = fc.oneof(
  fc.record({
    scene: scene.filter(({ type }) => type !== "bytes"),
    envelope: fc.constant(GOOD_ENVELOPE),
    alteration,
    platformLatencyMs: fc.constant(0),
  }),
  fc.record({
    scene: junk,
    envelope: fc.constant(GOOD_ENVELOPE),
    alteration: fc.constant(null),
    platformLatencyMs: fc.constant(0),
  }),
);
