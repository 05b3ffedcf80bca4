/**
 * Bolt's receiver on Request and Response. Whatever happens, Slack has its answer within 2.5 s: `ack()` becomes the
 * response, a throw before it answers at once, silence is cut off. Work that goes on after the response is kept alive.
 */
import { type Ack, AckOnce } from "./ack-once.ts";
import { type Body, type Payload, parsePayload } from "./parse-payload.ts";
import { readBody } from "./read-body.ts";
import type { ReplayCache } from "./replay-cache.ts";
import { verifyRequest } from "./verify-request.ts";

/** Slack gives up after 3 s; the rest is for the network. */
export const ACK_DEADLINE_MS = 2_500;
/** For the claim of an event, before there is anything to acknowledge. */
const CLAIM_DEADLINE_MS = 2_000;
export const MAX_BODY_BYTES = 1024 * 1024;

export interface ReceiverOptions {
  readonly signingSecrets: readonly string[];
  readonly replays: ReplayCache;
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  /** True the first time an event id is claimed, across all isolates. */
  readonly claimEvent: (eventId: string) => Promise<boolean>;
  /** Runs the listeners. `signature` is the same for each delivery of the same bytes, and only for those. */
  readonly process: (delivery: Delivery) => Promise<void>;
  /** A listener threw, before or after it acknowledged. */
  readonly reportError: (error: unknown) => void;
}

export interface Delivery {
  readonly body: Body;
  readonly ack: Ack;
  readonly signature: string;
  readonly retryNum: number | undefined;
  readonly retryReason: string | undefined;
}

type KeepAlive = (work: Promise<unknown>) => void;

/** Answers one request to `/slack/events`. */
export async function receive(
  request: Request,
  options: ReceiverOptions,
  keepAlive: KeepAlive,
): Promise<Response> {
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === null) return plain(413, "The body is larger than 1 MiB.");

  const timestamp = request.headers.get("x-slack-request-timestamp");
  const signature = request.headers.get("x-slack-signature");
  const verification = await verifyRequest(
    { timestamp, signature, body: bytes },
    options.signingSecrets,
    options.now(),
  );
  if (!verification.ok) return plain(401, "The request is not signed by Slack.");

  const payload = parsePayload(request.headers.get("content-type"), bytes);
  if (payload.kind === "unreadable") return plain(400, payload.reason);
  if (payload.kind === "ssl-check" || payload.kind === "rate-limited") return plain(200, "");
  if (payload.kind === "url-verification") return Response.json({ challenge: payload.challenge });

  if (payload.kind === "event") {
    const late = options.delay(CLAIM_DEADLINE_MS).then(() => "late" as const);
    const claimed = await Promise.race([options.claimEvent(payload.eventId), late]);
    // Slack tells an event again after an error, so nothing is lost; unclaimed it might be done twice.
    if (claimed === "late") return plain(503, "Busy. Please deliver this again.");
    if (!claimed) return plain(200, "");
  }
  if (!options.replays.admit(verification.signature, options.now())) return plain(200, "");

  return await answer(payload, verification.signature, request.headers, options, keepAlive);
}

type Answerable = Exclude<
  Payload,
  { kind: "unreadable" | "ssl-check" | "rate-limited" | "url-verification" }
>;

async function answer(
  payload: Answerable,
  signature: string,
  headers: Headers,
  options: ReceiverOptions,
  keepAlive: KeepAlive,
): Promise<Response> {
  const ack = new AckOnce();
  const unanswered = (cause: Silence): Response => answerWithout(payload.kind, cause);
  const work = options
    .process({
      body: payload.body,
      ack: ack.ack,
      signature,
      retryNum: readRetryNum(headers),
      retryReason: headers.get("x-slack-retry-reason") ?? undefined,
    })
    .then(
      () => unanswered("unclaimed"),
      (error: unknown) => {
        options.reportError(error);
        return unanswered("failed");
      },
    );
  keepAlive(work);
  const late = options.delay(ACK_DEADLINE_MS).then(() => unanswered("late"));
  return await Promise.race([ack.response, work, late]);
}

/** Why no listener gave an answer in time. */
type Silence = "late" | "failed" | "unclaimed";

const APOLOGIES: Readonly<Record<Silence, string>> = {
  late: "This takes longer than Slack waits. The answer follows here if there is one; ask again if it does not. `late`",
  failed:
    "Something went wrong on my side, and I did not finish what you asked. Look before you try again. `internal`",
  unclaimed: "I do not answer to this. Try `/agent help`. `unknown-request`",
};

/** An answer that Slack does not retry, and that a person can read where Slack shows answers at all. */
function answerWithout(kind: Answerable["kind"], cause: Silence): Response {
  const text = APOLOGIES[cause];
  if (kind === "command") return Response.json({ response_type: "ephemeral", text });
  if (kind === "options") return Response.json({ options: [] });
  return plain(200, "");
}

function readRetryNum(headers: Headers): number | undefined {
  const value = headers.get("x-slack-retry-num");
  return value !== null && /^\d{1,3}$/.test(value) ? Number(value) : undefined;
}

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
