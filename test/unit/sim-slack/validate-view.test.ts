import { describe, expect, it } from "vitest";
import { formatProblem } from "../../../sim/slack/block-kit/rule.ts";
import { validateView } from "../../../sim/slack/block-kit/validate-view.ts";
import { plain, section, times, x } from "./block-samples.ts";

describe("validateView", () => {
  const modal = (fields: object = {}) => ({
    type: "modal",
    title: plain(x(24)),
    blocks: [section()],
    ...fields,
  });
  const problems = (view: unknown, type: "modal" | "home" = "modal") =>
    validateView(view, type).map(formatProblem);
  const failed = "failed to match all allowed schemas [json-pointer:/view]";

  it("takes a modal at its limits and a home", () => {
    expect(problems(modal({ private_metadata: x(3_000), callback_id: x(255), close: plain(x(24)) }))).toEqual(
      [],
    );
    expect(problems({ type: "home", blocks: times(100, () => section()) }, "home")).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      "a title of 25",
      modal({ title: plain(x(25)) }),
      "must be less than 25 characters [json-pointer:/view/title/text]",
    ],
    [
      "private metadata of 3001",
      modal({ private_metadata: x(3_001) }),
      "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ],
    ["no title", { type: "modal", blocks: [] }, "missing required field: title [json-pointer:/view]"],
    [
      "an input without submit",
      modal({ blocks: [{ type: "input", label: plain(), element: { type: "plain_text_input" } }] }),
      "must define `submit` to use an `input` block in modals [json-pointer:/view]",
    ],
    [
      "a wrong block",
      modal({ blocks: [{ type: "nope" }] }),
      "unsupported type: nope [json-pointer:/view/blocks/0/type]",
    ],
  ])("refuses %s", (_, view, problem) => {
    expect(problems(view)).toEqual([failed, problem]);
  });
});
