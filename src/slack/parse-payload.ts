/** The verified bytes of a Slack request → what kind of request it is. Source: docs.slack.dev/apis and /interactivity. */
import * as z from "zod/mini";

export type Payload =
  | { readonly kind: "ssl-check" }
  /** Slack held events back, because there were more than 30,000 in an hour; it wants no answer but that we have it. */
  | { readonly kind: "rate-limited" }
  | { readonly kind: "url-verification"; readonly challenge: string }
  | { readonly kind: "event"; readonly eventId: string; readonly body: Body }
  | { readonly kind: "command" | "options" | "interaction"; readonly body: Body }
  /** `reason` is safe to show: it quotes nothing of the body. */
  | { readonly kind: "unreadable"; readonly reason: string };

export type Body = Record<string, unknown>;

const bodySchema = z.record(z.string(), z.unknown());
const challengeSchema = z.object({
  type: z.literal("url_verification"),
  challenge: z.string().check(z.maxLength(1000)),
});
const rateLimitedSchema = z.object({ type: z.literal("app_rate_limited"), team_id: z.string() });
const eventSchema = z.object({
  type: z.literal("event_callback"),
  event_id: z.string().check(z.minLength(1)),
  team_id: z.string(),
  event: z.looseObject({ type: z.string() }),
});
const commandSchema = z.object({
  command: z.string().check(z.startsWith("/")),
  text: z.string(),
  user_id: z.string().check(z.minLength(1)),
  team_id: z.string(),
  channel_id: z.string().check(z.minLength(1)),
  trigger_id: z.string().check(z.minLength(1)),
  response_url: z.url(),
});
const interactionSchema = z.object({
  type: z.string().check(z.minLength(1)),
  user: z.looseObject({ id: z.string().check(z.minLength(1)) }),
});

export function parsePayload(contentType: string | null, bytes: Uint8Array): Payload {
  const mediaType = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase();
  const text = decodeUtf8(bytes);
  if (text === null) return unreadable("The body is not valid UTF-8.");
  if (text === "") return unreadable("The body is empty.");
  if (mediaType === "application/json") return parseEvent(text);
  if (mediaType === "application/x-www-form-urlencoded") return parseForm(new URLSearchParams(text));
  return unreadable("The content type must be application/json or application/x-www-form-urlencoded.");
}

function parseEvent(text: string): Payload {
  const body = parseJsonObject(text);
  if (!body) return unreadable("The body is not a JSON object.");
  const challenge = challengeSchema.safeParse(body);
  if (challenge.success) return { kind: "url-verification", challenge: challenge.data.challenge };
  if (rateLimitedSchema.safeParse(body).success) return { kind: "rate-limited" };
  const event = eventSchema.safeParse(body);
  if (!event.success) return unreadable("The JSON is not an event of Slack's Events API.");
  return { kind: "event", eventId: event.data.event_id, body };
}

function parseForm(form: URLSearchParams): Payload {
  if (form.get("ssl_check") === "1") return { kind: "ssl-check" };
  const payload = form.get("payload");
  if (payload === null) {
    const body = Object.fromEntries(form);
    return commandSchema.safeParse(body).success
      ? { kind: "command", body }
      : unreadable("The form is neither a slash command nor an interaction.");
  }
  const body = parseJsonObject(payload);
  if (!body) return unreadable("The field payload is not a JSON object.");
  if (!interactionSchema.safeParse(body).success) return unreadable("The payload is not an interaction.");
  return { kind: body.type === "block_suggestion" ? "options" : "interaction", body };
}

function parseJsonObject(text: string): Body | null {
  try {
    return bodySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

const unreadable = (reason: string): Payload => ({ kind: "unreadable", reason });
