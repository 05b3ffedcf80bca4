import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { Failure } from "../../../src/failure.ts";
import { callJson, type Fetch, type JsonCall } from "../../../src/platforms/call-json.ts";
import { recordFetch } from "./record-fetch.ts";

const call = { project: "prod", service: "LiveKit Cloud", endpoint: "ListAgents", changes: false };
const TOKEN = "ey.secret.token";

const ask = (fetch: Fetch, more: Partial<JsonCall<{ count: number }>> = {}) =>
  callJson({
    fetch,
    url: "https://agents.example.com/list?x=1",
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}` },
    schema: z.object({ count: z.number() }),
    call,
    ...more,
  });

const answering =
  (response: () => Response): Fetch =>
  async () =>
    response();
const failureOf = async (response: () => Response): Promise<Failure> => {
  const answer = await ask(answering(response));
  if (answer.ok) throw new Error("The call succeeded");
  return answer.failure;
};
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });

describe("callJson request", () => {
  it("sends the body as JSON with its own user agent, and follows no redirect", async () => {
    const { fetch, requests } = recordFetch(() => Response.json({ count: 1 }));
    await ask(fetch, { body: { a: "ü" } });
    expect(requests).toHaveLength(1);
    const [request] = requests;
    expect(request?.method).toBe("POST");
    expect(request?.url.href).toBe("https://agents.example.com/list?x=1");
    expect(request?.body).toEqual({ a: "ü" });
    expect(request?.redirect).toBe("manual");
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      accept: "application/json",
      authorization: `Bearer ${TOKEN}`,
      "content-type": "application/json",
      "user-agent": "Switchboard",
    });
  });

  it("sends neither body nor content type where there is nothing to send", async () => {
    const { fetch, requests } = recordFetch(() => Response.json({ count: 1 }));
    await ask(fetch, { method: "GET" });
    expect(requests[0]?.body).toBeNull();
    expect(requests[0]?.headers.has("content-type")).toBe(false);
  });
});

describe("callJson answer", () => {
  it.each(["application/json", "application/json; charset=utf-8", "application/problem+json"])(
    "reads %s and lets unknown fields pass",
    async (type) => {
      const response = () => new Response('{"count":2,"new":true}', { headers: { "content-type": type } });
      expect(await ask(answering(response))).toEqual({ ok: true, value: { count: 2 } });
    },
  );

  it("reads an answer that arrives in pieces, even inside a character", async () => {
    const bytes = new TextEncoder().encode('{"count":3,"text":"é"}');
    const pieces = [bytes.slice(0, 20), bytes.slice(20)];
    const body = () =>
      new ReadableStream({
        start: (controller) => {
          for (const piece of pieces) controller.enqueue(piece);
          controller.close();
        },
      });
    const response = () => new Response(body(), { headers: { "content-type": "application/json" } });
    expect(await ask(answering(response))).toEqual({ ok: true, value: { count: 3 } });
  });

  const unreadable: readonly [string, () => Response, string][] = [
    ["text behind a 200", () => new Response("OK"), "content-type"],
    [
      "JSON under another type",
      () => new Response('{"count":1}', { headers: { "content-type": "text/html" } }),
      "content-type",
    ],
    ["no content type at all", () => new Response(new Uint8Array([123, 125])), "content-type"],
    ["broken JSON", () => new Response("{", { headers: { "content-type": "application/json" } }), "body"],
    ["an empty body", () => new Response(null, { headers: { "content-type": "application/json" } }), "body"],
    [
      "bytes that are no UTF-8",
      () =>
        new Response(new Uint8Array([...new TextEncoder().encode('{"count":1,"x":"'), 0xff, 34, 125]), {
          headers: { "content-type": "application/json" },
        }),
      "body",
    ],
    ["JSON of another shape", json(200, { count: "many" }), "count"],
    ["JSON that is no object", json(200, [1]), "body"],
  ];
  it.each(unreadable)("calls %s unreadable and says where", async (_, response, path) => {
    expect(await failureOf(response)).toEqual({ kind: "platform-unreadable", call, path });
  });

  it("accepts 4 MiB or what the call allows, and gives up on a byte more without reading on", async () => {
    const body = (bytes: number) => JSON.stringify({ count: 1, x: "x".repeat(bytes - 18) });
    const limit = 4 * 1024 * 1024;
    const headers = { "content-type": "application/json" };
    expect(body(limit)).toHaveLength(limit);
    expect((await ask(answering(() => new Response(body(limit), { headers })))).ok).toBe(true);

    const oneMore = await failureOf(() => new Response(body(limit + 1), { headers }));
    expect(oneMore).toEqual({ kind: "platform-unreadable", call, path: "body" });

    const moreAllowed = answering(() => new Response(body(limit + 1), { headers }));
    expect((await ask(moreAllowed, { maxBytes: limit + 1 })).ok).toBe(true);
    expect((await ask(moreAllowed, { maxBytes: limit })).ok).toBe(false);

    let pulled = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
      },
    });
    const failure = await failureOf(() => new Response(endless, { headers }));
    expect(failure).toEqual({ kind: "platform-unreadable", call, path: "body" });
    expect(pulled).toBeLessThan(8);
  });

  it("names the path of a mismatch with our field names only", async () => {
    const schema = z.object({ agents: z.array(z.object({ attributes: z.record(z.string(), z.string()) })) });
    const fetch = answering(json(200, { agents: [{ attributes: { "sk-private value": 1 } }] }));
    const answer = await callJson({
      fetch,
      url: "https://a.example",
      method: "GET",
      headers: {},
      schema,
      call,
    });
    expect(answer).toEqual({
      ok: false,
      failure: { kind: "platform-unreadable", call, path: "agents[0].attributes.*" },
    });
  });

  it("treats a 200 that says it did not do it as a refusal", async () => {
    const fetch = answering(json(200, { success: false, message: "quota is used up" }));
    expect(await ask(fetch, { refusal: z.object({ success: z.literal(false) }) })).toEqual({
      ok: false,
      failure: { kind: "platform-refused", call, status: 200, message: "quota is used up" },
    });
  });

  it("lets an exception in our own code through", async () => {
    const schema = z.pipe(
      z.object({ count: z.number() }),
      z.transform(() => {
        throw new RangeError("a bug");
      }),
    );
    await expect(ask(answering(json(200, { count: 1 })), { schema })).rejects.toThrow("a bug");
  });
});

describe("callJson refusal", () => {
  const refusals: readonly [string, () => Response, Failure][] = [
    ["401", json(401, { error: "Unauthorized" }), { kind: "platform-unauthorized", call }],
    [
      "401 in plain text",
      () => new Response("invalid token", { status: 401 }),
      { kind: "platform-unauthorized", call },
    ],
    ["403", json(403, { code: "permission_denied" }), { kind: "platform-forbidden", call }],
    ["404", json(404, { error: "Not found" }), { kind: "platform-not-found", call }],
    ["404 with a code alone", json(404, { code: "NOT_FOUND" }), { kind: "platform-not-found", call }],
    [
      "404 of a wrong address",
      () => new Response("404 page not found", { status: 404 }),
      { kind: "platform-refused", call, status: 404, message: "nothing answers at this address" },
    ],
    ["408", json(408, {}), { kind: "platform-unavailable", call, cause: "timeout" }],
    ["429", json(429, {}), { kind: "platform-rate-limited", call, retryAfterMs: null }],
    ["500", json(500, { error: "x" }), { kind: "platform-unavailable", call, cause: "server-error" }],
    [
      "503 in HTML",
      () => new Response("<html>", { status: 503 }),
      { kind: "platform-unavailable", call, cause: "server-error" },
    ],
    [
      "501",
      json(501, { msg: "not here" }),
      { kind: "platform-refused", call, status: 501, message: "not here" },
    ],
    [
      "400 with error",
      json(400, { error: "bad image" }),
      { kind: "platform-refused", call, status: 400, message: "bad image" },
    ],
    [
      "402 with message",
      json(402, { message: "Spend limit reached" }),
      { kind: "platform-refused", call, status: 402, message: "Spend limit reached" },
    ],
    [
      "412 with msg",
      json(412, { msg: "not now" }),
      { kind: "platform-refused", call, status: 412, message: "not now" },
    ],
    [
      "400 without a word",
      () => new Response("<html>", { status: 400 }),
      { kind: "platform-refused", call, status: 400, message: "" },
    ],
    [
      "400 with fields of other types",
      json(400, { error: { deep: 1 }, code: 7 }),
      { kind: "platform-refused", call, status: 400, message: "" },
    ],
    [
      "302",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }),
      {
        kind: "platform-refused",
        call,
        status: 302,
        message: "it redirects to another address, which is not followed",
      },
    ],
  ];
  it.each(refusals)("maps %s", async (_, response, failure) => {
    expect(await failureOf(response)).toEqual(failure);
  });

  const waits: readonly [string, Record<string, string>, number | null][] = [
    ["seconds", { "retry-after": "7" }, 7000],
    ["zero", { "retry-after": "0" }, 0],
    [
      "a date, against the answer's own",
      { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT", date: "Sun, 22 Nov 2026 10:00:00 GMT" },
      30_000,
    ],
    [
      "a date that has passed",
      { "retry-after": "Sun, 22 Nov 2026 09:00:00 GMT", date: "Sun, 22 Nov 2026 10:00:00 GMT" },
      0,
    ],
    ["a date with nothing to measure it against", { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT" }, null],
    ["words", { "retry-after": "soon", date: "Sun, 22 Nov 2026 10:00:00 GMT" }, null],
  ];
  it.each(waits)("reads Retry-After: %s", async (_, headers, retryAfterMs) => {
    expect(await failureOf(json(429, {}, headers))).toEqual({
      kind: "platform-rate-limited",
      call,
      retryAfterMs,
    });
  });

  it("lets the caller say what a refusal means, and falls back to the status", async () => {
    const meaning: Failure = { kind: "room-not-active", room: "r", project: "prod" };
    const seen: unknown[] = [];
    const fetch = answering(json(503, { code: "unavailable", msg: "no response" }));
    const readError = (error: unknown) => {
      seen.push(error);
      return seen.length === 1 ? meaning : null;
    };
    expect(await ask(fetch, { readError })).toEqual({ ok: false, failure: meaning });
    expect(seen).toEqual([{ status: 503, code: "unavailable", message: "no response" }]);
    const second = await ask(fetch, { readError });
    expect(second).toMatchObject({ failure: { kind: "platform-unavailable" } });
  });

  it("keeps a refusal's text short and printable, and strikes out the token", async () => {
    const text = `no \u0000\u001b[31m${TOKEN}\u202e good\n${"😀".repeat(400)}`;
    const failure = await failureOf(json(400, { error: text }));
    if (failure.kind !== "platform-refused") throw new Error(failure.kind);
    expect([...failure.message]).toHaveLength(300);
    expect(failure.message).toMatch(/^no {1,2}\[31m… {1,2}good 😀+…$/u);
  });

  it("leaves a refusal's text whole where no token was sent", async () => {
    const fetch = answering(json(400, { error: "bad image" }));
    expect(await ask(fetch, { headers: {} })).toMatchObject({ failure: { message: "bad image" } });
  });

  it("never carries the token or an answer's body, whatever the status", async () => {
    for (const status of [301, 401, 403, 404, 408, 418, 429, 500, 503]) {
      const body = `private-data ${TOKEN}`;
      const failure = await failureOf(() => new Response(body, { status, headers: { "x-echo": TOKEN } }));
      expect(JSON.stringify(failure)).not.toMatch(/private-data|secret/);
    }
    const wrongShape = await failureOf(json(200, { count: `private-data ${TOKEN}` }));
    expect(JSON.stringify(wrongShape)).not.toMatch(/private-data|secret/);
  });
});
