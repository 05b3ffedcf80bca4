import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { callJson, type Fetch } from "../../../src/platforms/call-json.ts";
import { neverAnswers } from "./record-fetch.ts";

const call = { project: "prod", service: "LiveKit Cloud", endpoint: "ListAgents", changes: false };
const schema = z.object({ count: z.number() });

const ask = (fetch: Fetch, timeoutMs?: number) =>
  callJson({
    fetch,
    url: "https://agents.example.com/list",
    method: "POST",
    headers: {},
    schema,
    call,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });

describe("callJson without an answer", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const unavailable = (cause: string) => ({
    ok: false,
    failure: { kind: "platform-unavailable", call, cause },
  });

  it("gives up after ten seconds, not before", async () => {
    let settled = false;
    const answer = ask(neverAnswers).finally(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual(unavailable("timeout"));
  });

  it("counts the body against the time, too", async () => {
    const stalled: Fetch = async (request) => {
      const body = new ReadableStream({
        start: (controller) => {
          request.signal.addEventListener("abort", () => controller.error(request.signal.reason));
        },
      });
      return new Response(body, { headers: { "content-type": "application/json" } });
    };
    const answer = ask(stalled, 50);
    await vi.advanceTimersByTimeAsync(50);
    expect(await answer).toEqual(unavailable("timeout"));
  });

  it("knows its own time limit, whatever error the transport makes of it", async () => {
    const stubborn: Fetch = (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => reject(new Error("socket closed")));
      });
    const answer = ask(stubborn, 50);
    await vi.advanceTimersByTimeAsync(50);
    expect(await answer).toEqual(unavailable("timeout"));
  });

  it.each([
    ["a broken connection", new TypeError("fetch failed"), "network"],
    ["a deadline of the caller", new DOMException("late", "TimeoutError"), "timeout"],
    ["a call that was given up", new DOMException("gone", "AbortError"), "timeout"],
  ])("reports %s", async (_, error, cause) => {
    expect(await ask(() => Promise.reject(error))).toEqual(unavailable(cause));
  });

  it("leaves no timer behind", async () => {
    await ask(async () => Response.json({ count: 1 }));
    await ask(() => Promise.reject(new TypeError("fetch failed")));
    expect(vi.getTimerCount()).toBe(0);
  });
});
