import { describe, expect, it } from "vitest";
import { COVERAGE } from "../../../sim/github/coverage.ts";
import { API, createGitHubFixture } from "../../support/github-fixture.ts";

describe("coverage table", () => {
  it("is the list of the routes that are registered", () => {
    const covered = COVERAGE.map(({ route }) => route);
    expect(new Set(covered).size).toBe(covered.length);
    expect(createGitHubFixture().cloud.routes.toSorted()).toEqual(covered.toSorted());
  });

  it.each(["/user", "/repos/acme/open/issues", "/repos/acme/open/actions/runs"])(
    "says of %s that it is not simulated",
    async (path) => {
      const headers = { "user-agent": "test" };
      const response = await createGitHubFixture().cloud.fetch(new Request(`${API}${path}`, { headers }));
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject({ message: expect.stringContaining(`GET ${path}`) });
    },
  );
});
