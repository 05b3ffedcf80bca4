/** A small company, and the policy that it starts from. */
import type { AccountKind, Actor, Directory } from "../../../src/commands/authorize.ts";
import type { ApprovalRule } from "../../../src/policy/approval-rule.ts";

export const person = (userId: string, homeTeamId = "T1"): Actor => ({ userId, teamId: "T1", homeTeamId });

export const rule = (changes: Partial<ApprovalRule> = {}): ApprovalRule => ({
  name: "prod.rollback",
  approvals: 1,
  approvers: ["UADA", "SONCALL", "COPS"],
  fromEach: [],
  selfApproval: false,
  expiresAfterMs: 1_800_000,
  reasonRequired: false,
  autoRollbackAfterMs: null,
  ...changes,
});

export interface Company {
  /** Everybody who is not named here is a full member; null: Slack does not say. */
  readonly accounts?: Readonly<Record<string, AccountKind | null>>;
  /** By group or channel; Slack says nothing about those that are missing. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
}

const MEMBERS = { SONCALL: ["UPRIYA", "UGUEST"], SLEADS: ["ULENA"], COPS: ["UCARL", "UBOT"] };

/** A directory that remembers what it was asked. */
export function openDirectory({ accounts = {}, members = MEMBERS }: Company = {}) {
  const asked: string[] = [];
  const crowd = async (id: string): Promise<readonly string[] | null> => {
    asked.push(id);
    return members[id] ?? null;
  };
  const directory: Directory = {
    accountKind: async (id) => {
      asked.push(id);
      const kind = accounts[id];
      return kind === undefined ? "member" : kind;
    },
    groupMembers: crowd,
    channelMembers: crowd,
    channelFacts: async () => null,
  };
  return { ...directory, asked };
}
