import { describe, expect, it } from "vitest";
import type { Service } from "../../../bench/serve.ts";
import { Traffic } from "../../../bench/traffic.ts";

const hostOf = ({ url }: Request): string => new URL(url).hostname;
const request = (host: string) => new Request(`http://${host}/`);

describe("Traffic", () => {
  it("counts calls by host, and the most that were under way at once over all hosts", async () => {
    const traffic = new Traffic<string>();
    const open: (() => void)[] = [];
    const slow: Service = {
      fetch: () => new Promise((resolve) => open.push(() => resolve(new Response()))),
    };
    const service = traffic.watch(slow, hostOf);
    const pair = [service.fetch(request("a.test")), service.fetch(request("b.test"))];
    for (const finish of open.splice(0)) finish();
    await Promise.all(pair);
    const last = service.fetch(request("a.test"));
    for (const finish of open.splice(0)) finish();
    await last;
    expect([traffic.callsTo("a.test"), traffic.callsTo("b.test"), traffic.peak]).toEqual([2, 1, 2]);
  });

  it("forgets its counts on reset, and a failed call is no longer under way", async () => {
    const traffic = new Traffic<string>();
    const broken: Service = { fetch: () => Promise.reject(new Error("cut")) };
    const service = traffic.watch(broken, hostOf);
    await expect(service.fetch(request("a.test"))).rejects.toThrow("cut");
    traffic.reset();
    expect([traffic.callsTo("a.test"), traffic.peak]).toEqual([0, 0]);
  });
});
