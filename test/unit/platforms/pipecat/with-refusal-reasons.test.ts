import { describe, expect, it } from "vitest";
import { withRefusalReasons } from "../../../../src/platforms/pipecat/with-refusal-reasons.ts";

const request = new Request("https://api.pipecat.daily.co/v1/agents/x");
const ask = (status: number, body: unknown): Promise<Response> =>
  withRefusalReasons(async () => Response.json(body, { status }))(request);
const textOf = async (status: number, body: unknown): Promise<unknown> => {
  const response = await ask(status, body);
  expect(response.status).toBe(status);
  return response.json();
};
const issue = (...path: (string | number)[]) => ({
  received: "x",
  code: "c",
  path,
  message: `bad ${path.length}`,
});

describe("a refusal", () => {
  const pictures: readonly [string, number, unknown, object][] = [
    [
      "with issues names the fields",
      400,
      { error: "Invalid parameters", err: { issues: [issue("autoScaling", "minAgents"), issue("a", 0)] } },
      { error: "Invalid parameters: autoScaling.minAgents: bad 2; a.0: bad 2" },
    ],
    [
      "with many issues names three",
      400,
      { error: "Invalid", err: { issues: [1, 2, 3, 4, 5].map((field) => issue(field)) } },
      { error: "Invalid: 1: bad 1; 2: bad 1; 3: bad 1; and 2 more" },
    ],
    ["with an issue of the whole body", 400, { err: { issues: [issue()] } }, { error: "bad 0" }],
    ["with issues of another shape", 400, { error: "Invalid", err: { issues: ["x"] } }, { error: "Invalid" }],
    ["with an error of another shape", 400, { error: "Invalid", err: "x" }, { error: "Invalid" }],
    ["in the other style", 400, { message: "Bad", code: "400" }, { error: "Bad" }],
    [
      "for money, with what is spent",
      402,
      {
        error: "Spend limit reached",
        code: "SPEND_LIMIT_REACHED",
        limitCents: 5_000,
        currentSpendCents: 5_234,
      },
      { error: "Spend limit reached: SPEND_LIMIT_REACHED, $52.34 of $50.00" },
    ],
    [
      "for money, without amounts",
      402,
      { error: "Spend limit reached", code: "SPEND_LIMIT_REACHED", limitCents: "?" },
      { error: "Spend limit reached: SPEND_LIMIT_REACHED" },
    ],
    ["for money of another kind", 402, { error: "No billing", code: "PCC-1004" }, { error: "No billing" }],
    ["with a text of another shape", 400, { error: { text: "?" }, message: "Bad" }, { error: "Bad" }],
    ["that is a list", 400, [1], {}],
    ["with nothing", 400, null, {}],
  ];
  it.each(pictures)("%s", async (_, status, body, shown) => {
    expect(await textOf(status, body)).toEqual(shown);
  });

  it("that is no JSON, is too long, or is no UTF-8 says nothing", async () => {
    const bodies = ["<html>", `{"error":"${"x".repeat(70_000)}"}`, new Uint8Array([0xff])];
    for (const body of bodies) {
      const answer = await withRefusalReasons(async () => new Response(body, { status: 400 }))(request);
      expect(await answer.json()).toEqual({});
    }
  });

  it("that is cut in the middle is no answer", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error("cut")),
    });
    const network = withRefusalReasons(async () => new Response(body, { status: 400 }));
    await expect(network(request)).rejects.toThrow("cut");
  });
});

describe("any other answer", () => {
  it.each([200, 401, 404, 409, 429, 500])("passes as it is: %i", async (status) => {
    const original = Response.json({ error: "x", err: { issues: [] } }, { status });
    expect(await withRefusalReasons(async () => original)(request)).toBe(original);
  });
});
