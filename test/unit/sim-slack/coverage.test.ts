import { describe, expect, it } from "vitest";
import { methodCoverage } from "../../../sim/slack/coverage.ts";
import { startingWorkspace } from "../../../sim/slack/starting-workspace.ts";
import { methodTable } from "../../../sim/slack/web-api/method-table.ts";
import { openWorkspace } from "./open-workspace.ts";

describe("coverage", () => {
  it("lists exactly the methods that there are", () => {
    const listed = Object.entries(methodCoverage)
      .filter(([, { coverage }]) => coverage !== "absent")
      .map(([name]) => name);

    expect(listed.sort()).toEqual([...methodTable.keys()].sort());
  });

  it("says what is missing wherever something is", () => {
    for (const [name, { coverage, note }] of Object.entries(methodCoverage))
      if (coverage === "partial") expect(note, name).not.toBe("");
  });

  it("calls absent what answers unknown_method", async () => {
    const { api } = openWorkspace();

    for (const [name, { coverage }] of Object.entries(methodCoverage))
      if (coverage === "absent") expect(await api(name), name).toMatchObject({ error: "unknown_method" });
  });
});

describe("the starting workspace", () => {
  it("grants some scope for every method", () => {
    const { scopes } = startingWorkspace.setup;

    for (const method of methodTable.values())
      for (const scope of method.scopes) expect(scopes, method.name).toContain(scope);
  });

  it("has people, groups and channels that exist for each other", () => {
    const { people, channels, userGroups, app } = startingWorkspace.setup;
    const ids = people.map(({ id }) => id);

    expect(ids).toContain(app.botUser);
    expect(ids).toEqual(expect.arrayContaining(channels.flatMap(({ members }) => members)));
    expect(ids).toEqual(expect.arrayContaining(userGroups.flatMap(({ users }) => users)));
  });
});
