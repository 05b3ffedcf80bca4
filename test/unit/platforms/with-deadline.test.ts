import { describe, expect, it } from "vitest";
import type { Fetch } from "../../../src/platforms/call-json.ts";
import { withDeadline } from "../../../src/platforms/with-deadline.ts";
import { neverAnswers, recordFetch } from "./record-fetch.ts";

const late = new DOMException("late", "TimeoutError");

describe("withDeadline", () => {
  it("passes requests on as they are while there is time", async () => {
    const { fetch, requests } = recordFetch(() => new Response("yes"));
    const limited = withDeadline(fetch, new AbortController().signal);
    const request = new Request("https://a.example/x", {
      method: "POST",
      body: '{"a":1}',
      headers: { "x-b": "c" },
      redirect: "manual",
    });
    expect(await (await limited(request)).text()).toBe("yes");
    expect(requests[0]).toMatchObject({ method: "POST", body: { a: 1 }, redirect: "manual" });
    expect(requests[0]?.headers.get("x-b")).toBe("c");
  });

  it("ends every request that is under way", async () => {
    const deadline = new AbortController();
    const limited = withDeadline(neverAnswers, deadline.signal);
    const calls = [limited(new Request("https://a.example/1")), limited(new Request("https://a.example/2"))];
    deadline.abort(late);
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toEqual({ status: "rejected", reason: late });
    }
  });

  it("starts nothing afterwards", async () => {
    const { fetch, requests } = recordFetch(() => new Response());
    await expect(withDeadline(fetch, AbortSignal.abort(late))(new Request("https://a.example"))).rejects.toBe(
      late,
    );
    expect(requests).toEqual([]);
  });

  it("gives the deadline's reason even where the transport has an error of its own", async () => {
    const deadline = new AbortController();
    const stubborn: Fetch = (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => reject(new Error("socket closed")));
      });
    const call = withDeadline(stubborn, deadline.signal)(new Request("https://a.example"));
    deadline.abort(late);
    await expect(call).rejects.toBe(late);
  });

  it("keeps the request's own signal and its own errors", async () => {
    const own = new AbortController();
    const call = withDeadline(
      neverAnswers,
      new AbortController().signal,
    )(new Request("https://a.example", { signal: own.signal }));
    own.abort(late);
    await expect(call).rejects.toBe(late);
    const broken = withDeadline(() => Promise.reject(new TypeError("cut")), new AbortController().signal);
    await expect(broken(new Request("https://a.example"))).rejects.toThrow("cut");
  });
});
