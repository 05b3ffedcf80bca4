import { expect, it } from "vitest";
import { type Failure, fail, type Result, succeed } from "../../../src/failure.ts";
import { sumUpStops } from "../../../src/platforms/sum-up-stops.ts";

const call = { project: "voice", service: "Pipecat Cloud", endpoint: "DELETE", changes: true };
const cut = fail({ kind: "platform-unavailable", call, cause: "network" });
const page = fail({ kind: "platform-unreadable", call, path: "body" });
const no = fail({ kind: "platform-forbidden", call });
const yes = succeed(null);

it.each<[string, readonly Result<unknown>[], Failure["kind"] | "accepted"]>([
  ["all were stopped", [yes, yes], "accepted"],
  ["there was nothing to stop", [], "accepted"],
  ["one has no clear answer", [yes, cut, no], "platform-unavailable"],
  ["one cannot be read", [no, page, yes], "platform-unreadable"],
  ["some were refused", [no, yes], "accepted"],
  ["all were refused", [no, no], "platform-forbidden"],
])("%s", (_, outcomes, expected) => {
  const result = sumUpStops(outcomes);
  expect(result.ok ? "accepted" : result.failure.kind).toBe(expected);
});
