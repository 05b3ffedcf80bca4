/** The upload of a source to where a presigned form leads: multipart/form-data, the file last, as S3 wants it. */
import { type FailedCall, fail, type Result, succeed } from "../../failure.ts";
import { decideCallFailure } from "../decide-call-failure.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import type { UploadForm } from "../source-service.ts";
import type { LiveKitTools } from "./call-twirp.ts";

const UPLOAD_WITHIN_MS = 3 * 60_000;
const FILE_NAME = "upload.tar.gz";

/** Nobody is told our token there; the form is the permission. What S3 says when it refuses may quote it, so it is not read. */
export async function uploadSource(
  project: Pick<LiveKitProject, "name">,
  { fetch }: Pick<LiveKitTools, "fetch">,
  form: UploadForm,
  chunks: readonly Uint8Array[],
): Promise<Result<void>> {
  const call: FailedCall = {
    project: project.name,
    service: SERVICE_NAMES.livekit,
    endpoint: "POST upload",
    changes: false,
  };
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new DOMException("No answer in time", "TimeoutError")),
    UPLOAD_WITHIN_MS,
  );
  try {
    const { body, boundary } = await toMultipart(form, chunks);
    const response = await fetch(
      new Request(form.url, {
        method: "POST",
        headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
        body,
        redirect: "manual",
        signal: timeout.signal,
      }),
    );
    await response.body?.cancel();
    if (response.ok) return succeed(undefined);
    const error = { status: response.status, code: "", message: "the upload was refused" };
    return fail(decideCallFailure(error, response.headers, call));
  } catch {
    return fail({
      kind: "platform-unavailable",
      call,
      cause: timeout.signal.aborted ? "timeout" : "network",
    });
  } finally {
    clearTimeout(timer);
  }
}

/** By hand: `FormData` would hold the whole source in memory once more. */
async function toMultipart({ fields }: UploadForm, chunks: readonly Uint8Array[]) {
  const boundary = await chooseBoundary(fields);
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${quote(name)}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${quote(
    fields.key ?? FILE_NAME,
  )}"\r\ncontent-type: application/gzip\r\n\r\n`;
  const body = new Blob([...parts, file, ...chunks.map(toPart), `\r\n--${boundary}--\r\n`]);
  return { body, boundary };
}

/** Nobody who writes a source can know it, since the form is signed anew each time. */
async function chooseBoundary(fields: UploadForm["fields"]): Promise<string> {
  const form = new TextEncoder().encode(JSON.stringify(fields));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", form));
  return `switchboard-${Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Nothing of ours is ever shared between threads, which is all that the types doubt. */
const toPart = (chunk: Uint8Array): Uint8Array<ArrayBuffer> =>
  chunk.buffer instanceof ArrayBuffer
    ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : new Uint8Array(chunk);

/** As browsers escape names in a form (HTML standard, multipart/form-data). */
const quote = (name: string): string =>
  name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
