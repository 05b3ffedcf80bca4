/** The calls between the bot, the clouds and Slack, with what was said, for people to look at. */
import { ConnectionCut } from "../../support/faults.ts";
import { maskBody } from "./mask-body.ts";
import type { ShownCall } from "./panel-protocol.ts";

/** Newest calls that are kept. */
const KEPT = 500;
/** Characters of a body that are kept; logs and archives may have no end. */
const KEPT_CHARACTERS = 8_000;

type Fetch = (request: Request) => Promise<Response>;
type Entry = { -readonly [Key in keyof ShownCall]: ShownCall[Key] } & { changed: number };

export class CallRecord {
  readonly #now: () => number;
  readonly #entries: Entry[] = [];
  #seq = 0;
  /** Counts the changes of the log. */
  #changes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The service with a witness in front of it; routes that look into a simulator are not written down. */
  wrap(to: ShownCall["to"], service: Fetch): Fetch {
    return async (request) => {
      const { pathname, search } = new URL(request.url);
      if (pathname.startsWith("/_sim/")) return await service(request);
      const startedAt = this.#now();
      this.#seq += 1;
      const entry: Entry = {
        seq: this.#seq,
        at: startedAt,
        to,
        method: request.method,
        path: maskBody(`${pathname}${search}`, null),
        status: null,
        tookMs: null,
        request: "",
        answer: "",
        changed: 0,
      };
      const end = (status: number): void => this.#change(entry, { status, tookMs: this.#now() - startedAt });
      this.#entries.push(entry);
      if (this.#entries.length > KEPT) this.#entries.shift();
      this.#change(entry, {});
      void readSome(request.clone()).then((body) => this.#change(entry, { request: body }));
      try {
        const response = await service(request);
        end(response.status);
        return this.#listen(entry, response);
      } catch (error) {
        if (error instanceof ConnectionCut) end(0);
        throw error;
      }
    };
  }

  /** What is new or changed after `since`, oldest first, and what to ask for next. */
  list(since: number): { readonly calls: readonly ShownCall[]; readonly since: number } {
    const calls = this.#entries
      .filter(({ changed }) => changed > since)
      .map(({ changed: _, ...call }) => call);
    return { calls, since: this.#changes };
  }

  /** The same answer; its text is noted as it goes by, so an endless one is not held up. */
  #listen(entry: Entry, response: Response): Response {
    const type = response.headers.get("content-type");
    if (!response.body) return response;
    const decoder = new TextDecoder();
    let text = "";
    const note = (): void => this.#change(entry, { answer: maskBody(text, type) });
    const witness = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        if (text.length < KEPT_CHARACTERS) {
          text = (text + decoder.decode(chunk, { stream: true })).slice(0, KEPT_CHARACTERS);
          note();
        }
        controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(witness), { status, statusText, headers });
  }

  #change(entry: Entry, change: Partial<ShownCall>): void {
    this.#changes += 1;
    Object.assign(entry, change, { changed: this.#changes });
  }
}

/** The text of a request, as far as it is worth showing. */
async function readSome(request: Request): Promise<string> {
  const type = request.headers.get("content-type");
  const bytes = await request.arrayBuffer().catch(() => new ArrayBuffer(0));
  if (type?.startsWith("multipart/") || bytes.byteLength > 1_000_000)
    return `${type ?? "body"}, ${bytes.byteLength} bytes`;
  return maskBody(new TextDecoder().decode(bytes), type).slice(0, KEPT_CHARACTERS);
}
