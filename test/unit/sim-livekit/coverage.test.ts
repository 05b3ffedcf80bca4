import { describe, expect, it } from "vitest";
import { COVERAGE } from "../../../sim/livekit/coverage.ts";
import { createFixture } from "./cloud-fixture.ts";

describe("coverage table", () => {
  it("is the list of the routes that are registered", () => {
    const covered = COVERAGE.map(({ route }) => route);
    expect(new Set(covered).size).toBe(covered.length);
    expect([...createFixture().cloud.routes].toSorted()).toEqual(covered.toSorted());
  });

  it.each(COVERAGE)("tells the truth about $route", async ({ route, support }) => {
    const [verb = "", path = ""] = route.split(" ");
    const response = await createFixture().send(path, { verb, authorization: null });
    // Without a token a method that is there asks for one; the bucket of uploads asks for a form.
    const refusal = route === "POST /upload" ? 412 : 401;
    expect(response.status).toBe(support === "absent" ? 501 : refusal);
  });
});
