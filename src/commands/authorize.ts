/**
 * The one authorizer. Every door passes through it, it compares ids only, and whatever it cannot prove it refuses:
 * an empty policy lets nobody do anything, a failing look-up is a refusal.
 */
import { fail, type Result, succeed } from "../failure.ts";
import type { CommandSpec, Role } from "./command-spec.ts";

/** Who asks. Ids as Slack sends them; `homeTeamId` is the person's own workspace, `teamId` the one asked in. */
export interface Actor {
  readonly userId: string;
  readonly teamId: string;
  readonly homeTeamId: string;
}

/** Role → user ids (`U…`, `W…`), user group ids (`S…`), or `*` for every full member of the workspace. */
export type RoleTable = Readonly<Record<Role, readonly string[]>>;

/** What kind of account somebody has, as Slack's users.info tells it. */
export type AccountKind = "member" | "guest" | "bot" | "stranger" | "deactivated";

/** What matters of a conversation for what is decided in it. */
export interface ChannelFacts {
  /** With another company, now or as soon as that accepts. */
  readonly isShared: boolean;
  readonly isArchived: boolean;
  /** Between people, not in a channel. */
  readonly isDirect: boolean;
}

/** Look-ups in Slack, cached for at most 60 s; null when Slack could not say. */
export interface Directory {
  accountKind(userId: string): Promise<AccountKind | null>;
  /** User ids of a user group. */
  groupMembers(groupId: string): Promise<readonly string[] | null>;
  /** User ids of everybody in a channel; null also when that is more than a thousand. */
  channelMembers(channelId: string): Promise<readonly string[] | null>;
  channelFacts(channelId: string): Promise<ChannelFacts | null>;
}

/** Which roles suffice. An approver approves; that does not make them an operator, nor the other way round. */
const SUFFICIENT: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ["viewer", "operator", "approver", "admin"],
  operator: ["operator", "admin"],
  approver: ["approver", "admin"],
  admin: ["admin"],
};

/** Whether `actor` may run `spec`. Looks at what is known first and asks Slack only if that does not decide. */
export async function authorize(
  actor: Actor,
  spec: CommandSpec,
  roles: RoleTable,
  directory: Directory,
): Promise<Result<void>> {
  if (actor.homeTeamId !== actor.teamId) return fail({ kind: "outsider", who: "stranger" });
  if (spec.needs === null) return succeed(undefined);

  const entries = SUFFICIENT[spec.needs].flatMap((role) => roles[role]);
  if (entries.includes(actor.userId)) return succeed(undefined);

  const verb = spec.verb ?? spec.command;
  const rule = `roles.${spec.needs}`;
  // `*` settles it for nearly everybody with one look-up, so the groups come after it.
  const kind = entries.includes("*") ? await directory.accountKind(actor.userId) : "not asked";
  if (kind === "member") return succeed(undefined);

  const groupIds = [...new Set(entries.filter((entry) => entry.startsWith("S")))];
  const groups = await Promise.all(groupIds.map((groupId) => directory.groupMembers(groupId)));
  if (groups.some((members) => members?.includes(actor.userId))) return succeed(undefined);
  if (kind === null || groups.includes(null)) return fail({ kind: "membership-unavailable", verb, rule });
  if (kind !== "not asked") return fail({ kind: "outsider", who: kind });
  return fail({ kind: "not-allowed", verb, needs: spec.needs, rule });
}
