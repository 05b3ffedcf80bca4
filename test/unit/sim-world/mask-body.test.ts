import { describe, expect, it } from "vitest";
import { MASK, maskBody } from "../../../sim/world/panel/mask-body.ts";

const json = (value: unknown): unknown => JSON.parse(maskBody(JSON.stringify(value), "application/json"));

describe("maskBody", () => {
  it("masks credentials and secret values in JSON, however deep, and leaves the rest", () => {
    const body = {
      agentId: "CA_1",
      secrets: [{ name: "OPENAI_API_KEY", value: "c2VjcmV0", kind: "ENV" }],
      nested: { secretValue: "hush", secret_value: "hush", api_key: "hush", password: "hush" },
    };
    expect(json(body)).toEqual({
      agentId: "CA_1",
      secrets: [{ name: "OPENAI_API_KEY", value: MASK, kind: "ENV" }],
      nested: { secretValue: MASK, secret_value: MASK, api_key: MASK, password: MASK },
    });
  });

  it("masks what somebody typed into a modal, but not what a button carries", () => {
    const payload = {
      token: "shared",
      actions: [{ type: "button", value: "/agent status" }],
      view: { state: { values: { b: { a: { type: "plain_text_input", value: "my secret" } } } } },
    };
    const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const shown = maskBody(form, "application/x-www-form-urlencoded; charset=utf-8");
    expect(shown).not.toContain("my secret");
    expect(shown).not.toContain("shared");
    expect(shown).toContain("/agent status");
  });

  it.each([
    ["xoxb-1234-abcd", "text/plain"],
    ["ghp_abcdefgh1234", "text/plain"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "text/plain"],
    ["pk_live_abcdef", null],
  ])("masks %s wherever it stands", (secret, type) => {
    expect(maskBody(`before ${secret} after`, type)).toBe(`before ${MASK} after`);
  });

  it("masks what makes an address a credential", () => {
    expect(maskBody("/upload/v1/u0001?X-Amz-Signature=abc&name=x", null)).toBe(
      `/upload/v1/${MASK}?X-Amz-Signature=${MASK}&name=x`,
    );
    expect(maskBody("/commands/TLOCAL/R0001", null)).toBe(`/commands/TLOCAL/${MASK}`);
  });

  it("shows what is no JSON although it says so", () => {
    expect(maskBody("<html>", "application/json")).toBe("<html>");
  });
});
