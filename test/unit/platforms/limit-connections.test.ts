import { describe, expect, it } from "vitest";
import { limitConnections } from "../../../src/platforms/limit-connections.ts";

/** A network whose every request waits until the test ends it. */
function createSlowNetwork() {
  const started: string[] = [];
  const ends = new Map<string, { answer: () => void; cut: () => void }>();
  const fetch = (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    started.push(path);
    return new Promise((resolve, reject) => {
      ends.set(path, { answer: () => resolve(new Response(path)), cut: () => reject(new TypeError("cut")) });
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
    });
  };
  return { fetch, started, end: (path: string) => ends.get(path) };
}

const request = (path: string, signal?: AbortSignal) =>
  new Request(`https://a.example${path}`, signal ? { signal } : {});
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("limitConnections", () => {
  it("starts no more than the limit, and the next in order as one ends", async () => {
    const { fetch, started, end } = createSlowNetwork();
    const limited = limitConnections(fetch, 2);
    const answers = ["/1", "/2", "/3", "/4"].map((path) => limited(request(path)));
    await settle();
    expect(started).toEqual(["/1", "/2"]);
    end("/2")?.answer();
    await settle();
    expect(started).toEqual(["/1", "/2", "/3"]);
    end("/1")?.answer();
    await settle();
    end("/3")?.answer();
    end("/4")?.answer();
    expect(await Promise.all(answers.map(async (answer) => (await answer).text()))).toEqual([
      "/1",
      "/2",
      "/3",
      "/4",
    ]);
  });

  it("lets six run when nothing else is said", async () => {
    const { fetch, started } = createSlowNetwork();
    const limited = limitConnections(fetch);
    for (let index = 0; index < 9; index += 1) void limited(request(`/${index}`));
    await settle();
    expect(started).toHaveLength(6);
  });

  it("passes the place on when a request fails or is aborted", async () => {
    const { fetch, started, end } = createSlowNetwork();
    const limited = limitConnections(fetch, 1);
    const first = limited(request("/1"));
    const controller = new AbortController();
    const second = limited(request("/2", controller.signal));
    const third = limited(request("/3"));
    await settle();
    end("/1")?.cut();
    await expect(first).rejects.toThrow("cut");
    await settle();
    expect(started).toEqual(["/1", "/2"]);
    controller.abort(new DOMException("late", "TimeoutError"));
    await expect(second).rejects.toThrow("late");
    await settle();
    expect(started).toEqual(["/1", "/2", "/3"]);
    end("/3")?.answer();
    expect((await third).ok).toBe(true);
  });

  it("never sends a request that was aborted while it waited, and keeps the order of the others", async () => {
    const { fetch, started, end } = createSlowNetwork();
    const limited = limitConnections(fetch, 1);
    const controller = new AbortController();
    const first = limited(request("/1"));
    const second = limited(request("/2", controller.signal));
    const third = limited(request("/3"));
    controller.abort(new DOMException("late", "TimeoutError"));
    await expect(second).rejects.toThrow("late");
    end("/1")?.answer();
    await first;
    await settle();
    expect(started).toEqual(["/1", "/3"]);
    end("/3")?.answer();
    await third;
  });

  it("never sends a request that comes aborted already", async () => {
    const { fetch, started } = createSlowNetwork();
    const limited = limitConnections(fetch, 1);
    await expect(limited(request("/1", AbortSignal.abort(new Error("gone"))))).rejects.toThrow("gone");
    expect(started).toEqual([]);
  });
});
