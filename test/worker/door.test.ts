import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { commandForm, signedRequest } from "../support/signed-request.ts";

const fetch = (request: Request): Promise<Response> => exports.default.fetch(request);

describe("the Worker's door", () => {
  it("answers a signed command", async () => {
    const response = await fetch(await signedRequest(commandForm({})));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ response_type: "ephemeral", blocks: expect.any(Array) });
  });

  it("says that it runs, and nothing of its settings", async () => {
    const response = await fetch(new Request("https://bot.test/"));
    expect([response.status, await response.text()]).toEqual([200, "Switchboard is running.\n"]);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([
    ["a wrong secret", { secret: "wrong" }, 401],
    ["a clock six minutes behind", { atMs: Date.now() - 360_000 }, 401],
    ["a clock six minutes ahead", { atMs: Date.now() + 360_000 }, 401],
    ["an unknown content type", { contentType: "text/xml" }, 400],
    [
      "a content type with a charset",
      { contentType: "application/x-www-form-urlencoded; charset=utf-8" },
      200,
    ],
  ])("answers %s with the right status", async (_, options, status) => {
    const response = await fetch(await signedRequest(commandForm({ trigger_id: `${status}.${_}` }), options));
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/\bat .*:\d+/);
  });

  it.each([
    ["a body of more than 1 MiB", commandForm({ text: "a".repeat(1024 * 1024) }), 413],
    ["an empty body", "", 400],
    ["broken JSON in a form", "payload=%7Boops", 400],
    ["a form of something else", "a=b", 400],
  ])("answers %s with the right status", async (_, body, status) => {
    expect((await fetch(await signedRequest(body))).status).toBe(status);
  });

  it("has nothing anywhere else", async () => {
    for (const [path, method] of [
      ["/slack", "POST"],
      ["/slack/events", "GET"],
      ["/.env", "GET"],
    ] as const) {
      expect((await fetch(new Request(`https://bot.test${path}`, { method }))).status).toBe(404);
    }
  });
});
