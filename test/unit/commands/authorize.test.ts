import { describe, expect, it } from "vitest";
import {
  type AccountKind,
  type Actor,
  authorize,
  type Directory,
  type RoleTable,
} from "../../../src/commands/authorize.ts";
import { COMMANDS } from "../../../src/commands/command-table.ts";

const NOBODY: RoleTable = { viewer: [], operator: [], approver: [], admin: [] };
const ROLES: RoleTable = { viewer: ["*"], operator: ["UOPERATOR"], approver: ["SONCALL"], admin: ["UADMIN"] };

const person = (userId: string, homeTeamId = "T1"): Actor => ({ userId, teamId: "T1", homeTeamId });

/** A directory that remembers what it was asked. */
const directory = (
  accounts: Record<string, AccountKind> = {},
  groups: Record<string, string[]> | null = {},
) => {
  const asked: string[] = [];
  const port: Directory = {
    accountKind: async (id) => {
      asked.push(id);
      return accounts[id] ?? null;
    },
    groupMembers: async (id) => {
      asked.push(id);
      return groups === null ? null : (groups[id] ?? []);
    },
    channelMembers: async () => null,
    channelFacts: async () => null,
  };
  return { ...port, asked };
};

const read = COMMANDS["agent.status"];
const change = COMMANDS["dispatch.create"];

describe("authorize", () => {
  it("lets nobody do anything under an empty policy", async () => {
    for (const spec of [read, change, COMMANDS["agent.doctor"]]) {
      expect(await authorize(person("UADMIN"), spec, NOBODY, directory())).toMatchObject({
        ok: false,
        failure: { kind: "not-allowed" },
      });
    }
  });

  it("lets everybody of the workspace read help", async () => {
    expect(await authorize(person("UANY"), COMMANDS["agent.help"], NOBODY, directory())).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it("decides by user id without asking Slack", async () => {
    const slack = directory();
    expect(await authorize(person("UOPERATOR"), change, ROLES, slack)).toMatchObject({ ok: true });
    expect(slack.asked).toEqual([]);
  });

  it("finds a role through a user group", async () => {
    const slack = directory({}, { SONCALL: ["UAPPROVER"] });
    expect(await authorize(person("UAPPROVER"), read, ROLES, slack)).toMatchObject({ ok: true });
  });

  it("does not make an approver an operator", async () => {
    const slack = directory({}, { SONCALL: ["UAPPROVER"] });
    expect(await authorize(person("UAPPROVER"), change, ROLES, slack)).toEqual({
      ok: false,
      failure: { kind: "not-allowed", verb: "dispatch", needs: "operator", rule: "roles.operator" },
    });
  });

  it("takes * for full members only", async () => {
    const slack = directory({
      UMEMBER: "member",
      UGUEST: "guest",
      UBOT: "bot",
      UGONE: "deactivated",
      UFAR: "stranger",
    });
    expect(await authorize(person("UMEMBER"), read, ROLES, slack)).toMatchObject({ ok: true });
    for (const [id, who] of [
      ["UGUEST", "guest"],
      ["UBOT", "bot"],
      ["UGONE", "deactivated"],
      ["UFAR", "stranger"],
    ] as const) {
      expect(await authorize(person(id), read, ROLES, slack)).toEqual({
        ok: false,
        failure: { kind: "outsider", who },
      });
    }
  });

  it("refuses people of another workspace everything, even help and even when their id is listed", async () => {
    for (const spec of [read, COMMANDS["agent.help"]]) {
      expect(await authorize(person("UADMIN", "T2"), spec, ROLES, directory())).toEqual({
        ok: false,
        failure: { kind: "outsider", who: "stranger" },
      });
    }
  });

  it("refuses when Slack cannot say who is in a group", async () => {
    expect(
      await authorize(person("UAPPROVER"), read, { ...NOBODY, viewer: ["SONCALL"] }, directory({}, null)),
    ).toEqual({
      ok: false,
      failure: { kind: "membership-unavailable", verb: "status", rule: "roles.viewer" },
    });
  });

  it("refuses when Slack cannot say what kind of account somebody has", async () => {
    expect(await authorize(person("UNEW"), read, ROLES, directory())).toMatchObject({
      ok: false,
      failure: { kind: "membership-unavailable" },
    });
  });

  it("compares ids exactly: no prefix, no case, no name", async () => {
    for (const id of ["UOPERATO", "UOPERATORX", "uoperator", "operator"]) {
      expect(await authorize(person(id), change, ROLES, directory())).toMatchObject({ ok: false });
    }
  });
});
