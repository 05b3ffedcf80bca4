/** A request to the door as somebody means to send it: what it is about, and what is wrong with its envelope. */
import { createHmac } from "node:crypto";
import { type Alteration, alterBody } from "./alter-body.ts";

/** What happens in Slack, for which it sends a request. */
export type Scene =
  | { readonly type: "command"; readonly user: string; readonly channel: string; readonly text: string }
  | {
      readonly type: "press";
      readonly user: string;
      readonly actionId: string;
      readonly value: string;
      /** The message is for this person alone. */
      readonly isEphemeral: boolean;
      readonly inThread: boolean;
    }
  | { readonly type: "pick"; readonly user: string; readonly actionId: string; readonly value: string }
  | { readonly type: "suggest"; readonly user: string; readonly actionId: string; readonly value: string }
  | {
      readonly type: "submit";
      readonly user: string;
      readonly callbackId: string;
      readonly metadata: string;
      readonly text: string;
    }
  | { readonly type: "close"; readonly user: string }
  | {
      readonly type: "mention";
      readonly user: string;
      readonly channel: string;
      readonly text: string;
      readonly inThread: boolean;
    }
  /** What the simulated Slack does not send by itself. */
  | { readonly type: "bytes"; readonly contentType: string; readonly body: string };

export interface Envelope {
  /** null: the header is missing; "as given": the one that Slack sends. */
  readonly contentType: "as given" | string | null;
  /** Seconds by which the sender's clock is ahead. */
  readonly skewSeconds: number;
  /** Instead of a time. */
  readonly timestamp: string | null;
  readonly secret: "current" | "previous" | "stranger";
  readonly signature: "whole" | "missing" | "empty" | "cut" | "capitals" | "another version";
  /** What happens to the body before it is signed. */
  readonly body: "whole" | "empty" | "cut" | "no UTF-8" | "over 1 MiB" | "over 4 MiB";
  /** A byte is changed after it was signed. */
  readonly isTamperedWith: boolean;
  readonly missing: "x-slack-signature" | "x-slack-request-timestamp" | null;
  /** Sent twice, with the same value. */
  readonly repeated:
    | "x-slack-signature"
    | "x-slack-request-timestamp"
    | "content-type"
    | "x-slack-retry-num"
    | null;
  readonly retry: { readonly num: string; readonly reason: string } | null;
  /** Without a length that was announced. */
  readonly isChunked: boolean;
  /** Whether it comes once more, a second later: the very same bytes, or signed anew, as Slack tells an event again. */
  readonly sequel: "nothing" | "the same again" | "told again";
  readonly method: "POST" | "GET" | "PUT";
  readonly path: string;
}

export interface Letter {
  readonly scene: Scene;
  /** What is changed in what Slack would have said; null: nothing. */
  readonly alteration: Alteration | null;
  readonly envelope: Envelope;
  /** How long LiveKit and Pipecat take for everything that is asked of them. */
  readonly platformLatencyMs: number;
}

export const SECRETS = {
  current: "switchboard-local",
  previous: "switchboard-before",
  stranger: "somebody-else",
};

export const GOOD_ENVELOPE: Envelope = {
  contentType: "as given",
  skewSeconds: 0,
  timestamp: null,
  secret: "current",
  signature: "whole",
  body: "whole",
  isTamperedWith: false,
  missing: null,
  repeated: null,
  retry: null,
  isChunked: false,
  sequel: "nothing",
  method: "POST",
  path: "/slack/events",
};

/** What goes over the wire. */
export interface SealedLetter {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const MIB = 1024 * 1024;

/** Signs a body as its envelope says. */
export function sealLetter(
  { envelope, alteration }: Letter,
  written: { readonly contentType: string; readonly body: string },
  nowMs: number,
): SealedLetter {
  const timestamp = envelope.timestamp ?? String(Math.floor(nowMs / 1_000) + envelope.skewSeconds);
  const said = alteration ? alterBody(written.contentType, written.body, alteration) : written.body;
  const body = shapeBody(envelope.body, Buffer.from(said));
  const signature = sign(envelope, timestamp, body);
  const contentType = envelope.contentType === "as given" ? written.contentType : envelope.contentType;
  const headers = [
    ...(contentType === null ? [] : [["content-type", contentType] as const]),
    ["x-slack-request-timestamp", timestamp] as const,
    ...(signature === null ? [] : [["x-slack-signature", signature] as const]),
    ...(envelope.retry === null
      ? []
      : [
          ["x-slack-retry-num", envelope.retry.num] as const,
          ["x-slack-retry-reason", envelope.retry.reason] as const,
        ]),
  ].filter(([name]) => name !== envelope.missing);
  const again = headers.filter(([name]) => name === envelope.repeated);
  return { headers: [...headers, ...again], body: envelope.isTamperedWith ? tamperWith(body) : body };
}

function shapeBody(shape: Envelope["body"], body: Buffer): Buffer {
  switch (shape) {
    case "whole":
      return body;
    case "empty":
      return Buffer.alloc(0);
    case "cut":
      return body.subarray(0, Math.floor(body.length / 2));
    case "no UTF-8":
      return Buffer.concat([body, Buffer.from([0x26, 0x61, 0x3d, 0xff, 0xfe])]);
    case "over 1 MiB":
      return Buffer.concat([body, Buffer.alloc(MIB, " ")]);
    case "over 4 MiB":
      return Buffer.concat([body, Buffer.alloc(4 * MIB, " ")]);
  }
}

function sign({ secret, signature }: Envelope, timestamp: string, body: Buffer): string | null {
  const mac = createHmac("sha256", SECRETS[secret]).update(`v0:${timestamp}:`).update(body).digest("hex");
  switch (signature) {
    case "whole":
      return `v0=${mac}`;
    case "missing":
      return null;
    case "empty":
      return "";
    case "cut":
      return `v0=${mac.slice(0, 32)}`;
    case "capitals":
      return `v0=${mac.toUpperCase()}`;
    case "another version":
      return `v1=${mac}`;
  }
}

function tamperWith(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  const at = Math.floor(changed.length / 2);
  if (changed.length > 0) changed[at] = changed[at] === 0x41 ? 0x42 : 0x41;
  return changed;
}
