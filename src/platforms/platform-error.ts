/** What a platform said when it refused, cleaned so that it may be shown. */
import * as z from "zod/mini";
import { maskSecrets } from "./masking/mask-secrets.ts";

export interface PlatformError {
  readonly status: number;
  /** The platform's own code, "" when it gave none. Its style differs by route; never rely on it alone. */
  readonly code: string;
  /** At most 300 characters, without control characters; "" when it gave none. Foreign text. */
  readonly message: string;
}

const MAX_MESSAGE_LENGTH = 300;
/** Controls, line separators, and marks that reorder what a reader sees. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

const textSchema = z.catch(z.string(), "");
/** Twirp says `msg`; Pipecat says `error`, or `message` in some places; `success: false` comes with `message`. */
const bodySchema = z.catch(
  z.object({ code: textSchema, msg: textSchema, error: textSchema, message: textSchema }),
  {
    code: "",
    msg: "",
    error: "",
    message: "",
  },
);

/** `authorization` is the header that was sent: its token is struck out of the message, should a platform quote it. */
export function readPlatformError(status: number, body: unknown, authorization?: string): PlatformError {
  const { code, msg, error, message } = bodySchema.parse(body);
  const token = authorization?.split(" ").at(-1) ?? "";
  return { status, code, message: clean(msg || error || message, token) };
}

function clean(text: string, token: string): string {
  const safe = token === "" ? text : text.replaceAll(token, "…");
  const characters = [...maskSecrets(safe.replace(UNPRINTABLE, " ").trim())];
  if (characters.length <= MAX_MESSAGE_LENGTH) return characters.join("");
  return `${characters.slice(0, MAX_MESSAGE_LENGTH - 1).join("")}…`;
}
