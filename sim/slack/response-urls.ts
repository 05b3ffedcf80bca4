/** Response URLs: five uses within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
import { applyResponse, readResponse } from "./response-message.ts";
import { type Answer, refuse } from "./web-api/answer.ts";
import type { ResponseUrl } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

const MAX_USES = 5;
const LIFE_MS = 30 * 60_000;

type NewResponseUrl = Pick<ResponseUrl, "kind" | "user" | "channel" | "originalTs">;

/** The address below `publicUrl` to which the app may answer. */
export function createResponseUrl(store: WorkspaceStore, publicUrl: string, url: NewResponseUrl): string {
  const id = store.nextId("R");
  store.remember(store.state.responseUrls, id, { ...url, createdAtMs: store.now(), uses: 0 });
  return `${publicUrl}/${url.kind}/${store.state.team.id}/${id}`;
}

/** A POST to a response URL. Slack answers commands with the bare word and actions with JSON. */
export async function useResponseUrl(store: WorkspaceStore, id: string, request: Request): Promise<Response> {
  const url = store.recall(store.state.responseUrls, id);
  if (!url) return Response.json(refuse("no_service"), { status: 404 });
  const answer = respond(store, url, await request.text());
  if (!answer.ok) {
    const gone = answer.error === "expired_url" || answer.error === "used_url";
    return Response.json(answer, { status: gone ? 404 : 400 });
  }
  return url.kind === "commands" ? new Response("ok") : Response.json(answer);
}

function respond(store: WorkspaceStore, url: ResponseUrl, body: string): Answer {
  if (store.now() - url.createdAtMs > LIFE_MS) return refuse("expired_url");
  if (url.uses >= MAX_USES) return refuse("used_url");
  const response = readResponse(body);
  if (!response.ok) return response;
  if (!response.value) return refuse("no_text");
  const original = url.originalTs === null ? undefined : store.message(url.channel, url.originalTs);
  const answer = applyResponse(store, { ...url, original: original ?? null }, response.value);
  if (answer.ok) url.uses += 1;
  return answer;
}
