import { decodeJwt } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LogQuery, readLog } from "../../../../src/platforms/livekit/log-client.ts";
import { neverAnswers, recordFetch } from "../record-fetch.ts";
import { failedCall, now, project } from "./example-project.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const query = { agentId: "CA_1", serverRegion: "osbxash1a", deployment: "", type: "deploy" } as const;
const ask = async (answer: () => Response | Promise<Response>, more: Partial<LogQuery> = {}) => {
  const { fetch, requests } = recordFetch(answer);
  const result = await readLog(project, { fetch, now }, { ...query, ...more });
  return { result, request: requests[0], requests };
};

describe("readLog", () => {
  it("asks the region's host for the agent's log, with the token and the header that it demands", async () => {
    const { result, request } = await ask(() => new Response("one\ntwo\n"));
    expect(result).toEqual({ ok: true, value: { text: "one\ntwo\n", isCut: false } });
    expect(request).toMatchObject({ method: "GET", redirect: "manual", body: null });
    expect(request?.url.href).toBe(
      "https://osbxash1a.agents.livekit.cloud/logs?agent_id=CA_1&log_type=deploy",
    );
    expect(request?.headers.get("x-livekit-cli-version")).toBe("2.18.6");
    const token = request?.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    expect(decodeJwt(token)).toMatchObject({ iss: "devkey", agent: { admin: true } });
  });

  it("asks for a named deployment by its name, whatever is in it", async () => {
    const { request } = await ask(() => new Response("x"), { deployment: "a b&c" });
    expect(request?.url.searchParams.get("deployment")).toBe("a b&c");
  });

  it("asks for the log of the build", async () => {
    const { request } = await ask(() => new Response("x"), { type: "build" });
    expect(request?.url.searchParams.get("log_type")).toBe("build");
  });

  it.each<[string, () => Response, object]>([
    [
      "a missing agent",
      () => Response.json({ msg: "agent not found", meta: {} }, { status: 404 }),
      { kind: "platform-not-found" },
    ],
    [
      "a wrong address",
      () => new Response("404 page not found", { status: 404 }),
      { kind: "platform-refused", status: 404, message: "nothing answers at this address" },
    ],
    [
      "a wrong key",
      () => new Response("invalid API key", { status: 401 }),
      { kind: "platform-unauthorized" },
    ],
    [
      "a refusal",
      () => Response.json({ msg: "no such type" }, { status: 400 }),
      { kind: "platform-refused", status: 400, message: "no such type" },
    ],
    [
      "a rate limit",
      () => new Response(null, { status: 429, headers: { "retry-after": "3" } }),
      { kind: "platform-rate-limited", retryAfterMs: 3000 },
    ],
    [
      "a fault of the service",
      () => new Response(new Uint8Array([0xff]), { status: 502 }),
      { kind: "platform-unavailable", cause: "server-error" },
    ],
    [
      "a redirect",
      () => new Response(null, { status: 302 }),
      {
        kind: "platform-refused",
        status: 302,
        message: "it redirects to another address, which is not followed",
      },
    ],
    [
      "a page",
      () => new Response("<html>", { headers: { "content-type": "text/html; charset=utf-8" } }),
      { kind: "platform-unreadable", path: "content-type" },
    ],
    [
      "somebody else's JSON",
      () => Response.json({ unexpected: [1] }),
      { kind: "platform-unreadable", path: "content-type" },
    ],
  ])("reports %s", async (_, answer, failure) => {
    const { result, requests } = await ask(answer);
    expect(result).toEqual({ ok: false, failure: { ...failure, call: failedCall("GET /logs") } });
    expect(requests).toHaveLength(1);
  });

  it("shows no token that a refusal quotes", async () => {
    const { fetch } = recordFetch(({ headers }) =>
      Response.json({ msg: `bad ${headers.get("authorization")}` }, { status: 400 }),
    );
    const result = await readLog(project, { fetch, now }, query);
    expect(result).toMatchObject({ failure: { message: "bad Bearer …" } });
  });

  it.each([
    ["a broken connection", new TypeError("fetch failed"), "network"],
    ["a deadline of the caller", new DOMException("late", "TimeoutError"), "timeout"],
  ])("reports %s", async (_, error, cause) => {
    const { result } = await ask(() => Promise.reject(error));
    expect(result).toMatchObject({ failure: { kind: "platform-unavailable", cause } });
  });

  it("gives up after five seconds without an answer, and asks no second time", async () => {
    let calls = 0;
    const reading = readLog(
      project,
      {
        now,
        fetch: (request) => {
          calls += 1;
          return neverAnswers(request);
        },
      },
      query,
    );
    await vi.waitFor(() => expect(calls).toBe(1));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reading).toEqual({
      ok: false,
      failure: { kind: "platform-unavailable", call: failedCall("GET /logs"), cause: "timeout" },
    });
    expect(calls).toBe(1);
  });
});
