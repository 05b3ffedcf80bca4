/** The page's API as a program uses it, to do and see what a person can in the page. */
import * as z from "zod";
import { applyChange, type Scene } from "../playground/scene.ts";
import {
  changeSchema,
  outcomeSchema,
  type Place,
  type Saying,
  type Submission,
  type SubmissionOutcome,
  submissionOutcomeSchema,
  type Where,
} from "../world/page-protocol.ts";

export interface PageClient {
  /** Gives Slack's word for what went wrong, or null; so does `press`. */
  say(saying: Saying): Promise<string | null>;
  press(button: Where & { readonly actionId: string; readonly blockId: string }): Promise<string | null>;
  submit(form: Submission): Promise<SubmissionOutcome>;
  /** Resolves with the first scene there. */
  watch(place: Place): Promise<Watch>;
}

/** One place, as it changes. */
export interface Watch {
  readonly place: Place;
  /** What is seen there now. */
  readonly scene: Scene;
  /** Resolves when the next scene is there. Rejects when the world has ended. */
  changed(): Promise<void>;
  close(): void;
}

/** The page does not do that, in its own words. */
export class PageRefusal extends Error {
  override readonly name = "PageRefusal";
}

const refusalSchema = z.object({ error: z.string() });

/** `origin`: "http://127.0.0.1:8790". Everything rejects with a `TypeError` when nothing answers there. */
export function createPageClient(origin: string, fetch: (request: Request) => Promise<Response>): PageClient {
  const post = async <T>(action: string, body: unknown, schema: z.ZodType<T>): Promise<T> => {
    const headers = { "content-type": "application/json" };
    const request = new Request(`${origin}/api/${action}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return schema.parse(await readJson(await fetch(request)));
  };
  return {
    say: async (saying) => (await post("say", saying, outcomeSchema)).error,
    press: async (button) => (await post("press", button, outcomeSchema)).error,
    submit: async (form) => await post("submit", form, submissionOutcomeSchema),
    async watch(place) {
      const { user, channel, thread } = place;
      const query = new URLSearchParams({ user, channel, ...(thread === undefined ? {} : { thread }) });
      const response = await fetch(new Request(`${origin}/api/scene?${query}`));
      if (!response.ok || !response.body) throw await refusalOf(response);
      return await openWatch(place, response.body);
    },
  };
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) throw await refusalOf(response);
  return await response.json();
}

async function refusalOf(response: Response): Promise<PageRefusal> {
  const refusal = refusalSchema.safeParse(await response.json().catch(() => null));
  return new PageRefusal(refusal.success ? refusal.data.error : `answered ${response.status}`);
}

async function openWatch(place: Place, body: ReadableStream<Uint8Array>): Promise<Watch> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  /** The data of the next event. */
  const readEvent = async (): Promise<string> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      const event = text.slice(0, Math.max(end, 0));
      if (end >= 0) text = text.slice(end + 2);
      const data = event.split("\n").find((line) => line.startsWith("data:"));
      if (data !== undefined) return data.slice("data:".length);
      if (end >= 0) continue;
      const { value, done } = await reader.read();
      if (done) throw new PageRefusal("the world has ended");
      text += value;
    }
  };
  const read = async (before: Scene | null): Promise<Scene> => {
    for (let seen = before; ; ) {
      const change = changeSchema.parse(JSON.parse(await readEvent()));
      seen = applyChange(seen, change);
      if (seen && change.isComplete) return seen;
    }
  };
  let scene = await read(null);
  let next: Promise<void> | null = null;
  return {
    place,
    get scene() {
      return scene;
    },
    // Asked twice for the same scene, as after a wait that was given up, it gives the same promise.
    changed() {
      next ??= read(scene).then((seen) => {
        scene = seen;
        next = null;
      });
      return next;
    },
    close: () => void reader.cancel().catch(() => {}),
  };
}
