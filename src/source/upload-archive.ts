/** An archive to where a platform wants it, in one request that is never repeated by itself. */
import { type FailedCall, fail, type Result, succeed } from "../failure.ts";
import type { Fetch } from "../platforms/call-json.ts";
import { readPlatformError } from "../platforms/platform-error.ts";
import { readBodyText } from "../platforms/read-body-text.ts";
import { exchange } from "./exchange.ts";
import { frameMultipart } from "./multipart-frame.ts";
import type { SourceArchive } from "./source-port.ts";

/** Signed addresses; nothing of ours is sent along. */
export type UploadTarget =
  | {
      readonly kind: "form";
      readonly url: string;
      /** All of them are sent, in this order, before the file; a storage service refuses one too many. */
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: "put"; readonly url: string };

export interface UploadTools {
  readonly fetch: Fetch;
  readonly newId: () => string;
  /** A stream of exactly so many bytes: a storage service wants to know before how many. */
  readonly openBody: (sizeBytes: number) => TransformStream<Uint8Array, Uint8Array>;
}

const USER_AGENT = "Switchboard";
const TIMEOUT_MS = 120_000;
const MAX_REFUSAL_BYTES = 64 * 1024;
/** LiveKit's client takes no other (server-sdk-go pkg/cloudagents/upload.go); Pipecat's takes those of a form. */
const SUCCESS = { form: [200, 201, 204], put: [200] };

/** The archive is sent from where it is, chunk by chunk. `call` says for whom; nothing is built by it yet. */
export async function uploadArchive(
  { fetch, newId, openBody }: UploadTools,
  target: UploadTarget,
  { chunks, sizeBytes }: SourceArchive,
  call: FailedCall,
): Promise<Result<null>> {
  const { contentType, before, after } = frame(target, `switchboard${newId()}${newId()}`);
  const { readable, writable } = openBody(before.byteLength + sizeBytes + after.byteLength);
  const writer = writable.getWriter();
  const send = async (): Promise<void> => {
    for (const part of [before, ...chunks, after]) await writer.write(part);
    await writer.close();
  };
  // A receiver that hangs up says why in its answer, or the exchange fails.
  send().catch(() => {});
  const init = {
    method: target.kind === "form" ? "POST" : "PUT",
    headers: { "content-type": contentType, "user-agent": USER_AGENT },
    body: readable,
    duplex: "half",
  };
  const { url } = target;
  const outcome = await exchange({ fetch, url, init, call, timeoutMs: TIMEOUT_MS }, (response) =>
    readOutcome(response, SUCCESS[target.kind], call),
  );
  // Where the receiver has not read all, this ends once the stream is dropped; there is nothing to wait for.
  writer.abort().catch(() => {});
  return outcome;
}

function frame(target: UploadTarget, boundary: string) {
  const nothing = new Uint8Array();
  if (target.kind === "put") return { contentType: "application/gzip", before: nothing, after: nothing };
  const { contentType, before, after } = frameMultipart(
    target.fields,
    target.fields.key ?? "upload.tar.gz",
    boundary,
  );
  const encoder = new TextEncoder();
  return { contentType, before: encoder.encode(before), after: encoder.encode(after) };
}

/** A refusal is XML of Amazon's: <Error><Code>…</Code><Message>…</Message></Error>. */
async function readOutcome(
  response: Response,
  success: readonly number[],
  call: FailedCall,
): Promise<Result<null>> {
  const { status } = response;
  const text = (await readBodyText(response, MAX_REFUSAL_BYTES).catch(() => null)) ?? "";
  if (success.includes(status)) return succeed(null);
  // 503 with the code SlowDown is how storage says that it gets too much.
  if (status >= 500) return fail({ kind: "platform-unavailable", call, cause: "server-error" });
  const [, said = ""] = /<Message>([^<]*)<\/Message>/.exec(text) ?? [];
  const { message } = readPlatformError(status, { message: said });
  return fail({ kind: "platform-refused", call, status, message });
}
