import * as z from "zod/mini";
import { type Result, succeed } from "../failure.ts";
import { attemptCall, unavailable } from "./attempt-call.ts";
import type { OpenWebClient } from "./open-web-client.ts";

export interface FileUpload {
  readonly channelId: string;
  /** Replies there; null: into the channel itself. */
  readonly threadTs: string | null;
  /** With its ending: "audit.csv". */
  readonly name: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  /** The message that brings it; mrkdwn. */
  readonly comment: string;
}

export interface UploadPorts {
  readonly web: OpenWebClient;
  readonly fetch: typeof globalThis.fetch;
  /** Base of the Web API. */
  readonly apiUrl: string;
}

const ticketSchema = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * Slack's three steps: an address, the bytes, and the message (docs.slack.dev/reference/methods/
 * files.getUploadURLExternal). Nothing is shown before the last of them. Scope: `files:write`.
 */
export async function uploadFile(ports: UploadPorts, file: FileUpload): Promise<Result<void>> {
  const { web, fetch, apiUrl } = ports;
  const asking = "files.getUploadURLExternal";
  const asked = await attemptCall<unknown>(asking, file.channelId, () =>
    web().files.getUploadURLExternal({ filename: file.name, length: file.bytes.byteLength }),
  );
  if (!asked.ok) return asked;
  const ticket = ticketSchema.safeParse(asked.value).data;
  if (!ticket || !isTrusted(ticket.upload_url, apiUrl)) return unavailable(asking);

  // The address is its own permission: the token is not for it.
  const sent = await attemptCall("files.upload", file.channelId, () =>
    fetch(ticket.upload_url, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/octet-stream" },
      body: file.bytes,
    }),
  );
  if (!sent.ok) return sent;
  if (sent.value.status !== 200) return unavailable("files.upload");

  const shared = await attemptCall("files.completeUploadExternal", file.channelId, () =>
    web().files.completeUploadExternal({
      files: [{ id: ticket.file_id, title: file.title }],
      channel_id: file.channelId,
      initial_comment: file.comment,
      ...(file.threadTs ? { thread_ts: file.threadTs } : {}),
    }),
  );
  return shared.ok ? succeed(undefined) : shared;
}

/** What people said stays on encrypted ways; the simulated Slack is at the Web API's own address. */
function isTrusted(address: string, apiUrl: string): boolean {
  const { protocol, origin } = new URL(address);
  return protocol === "https:" || origin === new URL(apiUrl).origin;
}
