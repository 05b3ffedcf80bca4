import { describe, expect, it } from "vitest";
import { ConnectionCut, Faults } from "../../../sim/support/faults.ts";

describe("a request whose answer never comes", () => {
  it.each([
    { name: "while the service is at work", isEarly: true },
    { name: "afterwards", isEarly: false },
  ])("ends when the caller gives up $name", async ({ isEarly }) => {
    const faults = new Faults(async () => {});
    faults.inject({ match: "/", fault: { kind: "hang" } });
    const caller = new AbortController();
    const service = faults.wrap(() => {
      if (isEarly) caller.abort();
      return new Response();
    });
    const asked = service(new Request("https://service.test/", { signal: caller.signal }));
    if (!isEarly) setTimeout(() => caller.abort());
    await expect(asked).rejects.toThrow(ConnectionCut);
  });
});
