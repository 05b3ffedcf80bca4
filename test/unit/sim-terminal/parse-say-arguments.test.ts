import { describe, expect, it } from "vitest";
import { parseSayArguments } from "../../../sim/terminal/parse-say-arguments.ts";

describe("parseSayArguments", () => {
  it("needs nothing but a text: the operator says it in the operations channel", () => {
    expect(parseSayArguments(["/agent status"])).toEqual({
      acts: [{ kind: "say", text: "/agent status" }],
      as: "operator",
      in: "voice-ops",
      thread: null,
      follow: false,
      json: false,
      fresh: false,
      portBase: 8787,
    });
  });

  it("joins words that were not quoted", () => {
    expect(parseSayArguments(["/agent", "status"])?.acts).toEqual([{ kind: "say", text: "/agent status" }]);
  });

  it("says, presses and fills in that order, in whatever order it is written", () => {
    const { acts } = parseSayArguments(["--fill", "Why=a = b", "--press", "Reject", "/agent status"]) ?? {};
    expect(acts).toEqual([
      { kind: "say", text: "/agent status" },
      { kind: "press", label: "Reject" },
      { kind: "fill", fields: [{ label: "Why", value: "a = b" }] },
    ]);
  });

  it("puts a text without a label into the only field", () => {
    expect(parseSayArguments(["--fill", "too late"])?.acts).toEqual([
      { kind: "fill", fields: [{ label: "", value: "too late" }] },
    ]);
  });

  it("knows who, where, in which thread and of which playground", () => {
    const words = ["hi", "--as", "UADMIN", "--in=COPS", "--thread", "last", "--port-base", "9000", "--json"];
    expect(parseSayArguments(words)).toMatchObject({
      as: "UADMIN",
      in: "COPS",
      thread: "last",
      portBase: 9000,
      json: true,
    });
  });

  it.each([
    [[]],
    [[" "]],
    [["--follow"]],
    [["hi", "--ass", "x"]],
    [["hi", "--as"]],
    [["hi", "--port-base=x"]],
  ])("does not understand %j", (words) => {
    expect(parseSayArguments(words)).toBeNull();
  });
});
