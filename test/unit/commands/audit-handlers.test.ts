import { describe, expect, it } from "vitest";
import type { Asking, CommandContext, Workspace } from "../../../src/commands/command-context.ts";
import type { InputFor } from "../../../src/commands/command-table.ts";
import { audit } from "../../../src/commands/handlers/audit.ts";
import { operations } from "../../../src/commands/handlers/operations.ts";
import { fail, type Result, succeed } from "../../../src/failure.ts";
import type { AuditEntry, AuditQuery } from "../../../src/operations/audit-entry.ts";
import type { OperationSummary } from "../../../src/operations/operation-summary.ts";
import type { UploadedFile } from "../../../src/slack/slack-client.ts";
import { auditEntry, chainOf } from "../operations/audit-fixture.ts";
import { createFakePlatform } from "../platforms/fake-platform.ts";
import { DAY, HOUR, NOW } from "../views/fixtures.ts";
import { show } from "../views/show.ts";

const RECORDS = chainOf(
  [1, 2, 3].map((number) => ({ key: `key ${number}`, entry: auditEntry() })),
).toReversed();

const asking: Asking = {
  actor: { userId: "UADMIN", teamId: "T1", homeTeamId: "T1" },
  door: "command",
  channelId: "COPS",
  threadTs: null,
  inThread: false,
  triggerId: "1.2",
  requestKey: "command 1.2",
  effectKey: "command 1.2",
  audience: "asker",
};

interface World {
  readonly userId?: string;
  readonly upload?: Result<void>;
  readonly records?: typeof RECORDS;
  readonly operations?: readonly OperationSummary[];
  readonly isShared?: boolean;
}

function openWorld({
  userId = "UADMIN",
  upload = succeed(undefined),
  records = RECORDS,
  ...world
}: World = {}) {
  const happened: unknown[] = [];
  const asked: AuditQuery[] = [];
  const files: UploadedFile[] = [];
  const appended: { key: string; entry: AuditEntry }[] = [];
  const located: (readonly string[])[] = [];
  const claims = new Set<string>();
  const workspace: Pick<
    Workspace,
    "claim" | "listAudit" | "verifyAudit" | "appendAudit" | "listOperations" | "locateCards"
  > = {
    claim: async (key) => !claims.has(key) && claims.add(key).has(key),
    listAudit: async (query) => {
      asked.push(query);
      return records.slice(0, query.limit);
    },
    verifyAudit: async () => ({ intact: true, count: 3, head: "ab" }),
    appendAudit: async (key, entry) => {
      happened.push(`${entry.event} ${entry.outcome}`);
      appended.push({ key, entry });
    },
    listOperations: async () => world.operations ?? [],
    locateCards: async (ids) => {
      located.push(ids);
      return { [ids[0] ?? ""]: { channelId: "COPS", ts: "1.2", permalink: "https://slack.test/p12" } };
    },
  };
  const context = {
    asking: { ...asking, actor: { ...asking.actor, userId } },
    workspace,
    roles: { viewer: ["*"], operator: ["UOPERATOR"], approver: [], admin: ["UADMIN"] },
    directory: {
      accountKind: async () => "member",
      groupMembers: async () => [],
      channelFacts: async () => ({ isShared: world.isShared ?? false, isArchived: false, isDirect: false }),
    },
    deps: {
      now: () => NOW,
      openPlatforms: () => [createFakePlatform({ project: "prod", agents: ["support-line:CA_1"] }).platform],
    },
    slack: {
      uploadFile: async (target: unknown, file: UploadedFile) => {
        happened.push(target);
        files.push(file);
        return upload;
      },
    },
  } as unknown as CommandContext;
  return { context, happened, asked, files, appended, located };
}

const input = (changes: Partial<InputFor<"agent.audit">> = {}): InputFor<"agent.audit"> => ({
  ...{ action: null, since: null, agent: null, project: null, export: null, page: null, json: false },
  ...changes,
});
const seen = (answer: Awaited<ReturnType<typeof audit>>): string => {
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.view ? show(answer.value.view) : "(nothing)";
};

describe("audit", () => {
  it("asks for a week of all that there is, unless told otherwise", async () => {
    const { context, asked } = openWorld();
    expect(seen(await audit(input(), context))).toContain("Audit log: 3 entries from the last 7 days");
    await audit(input({ since: 2 * HOUR, agent: "prod/support-line" }), context);
    await audit(input({ agent: "support-line", project: "prod" }), context);
    const query = { until: null, limit: 501 };
    expect(asked).toEqual([
      { ...query, since: NOW - 7 * DAY, project: null, agentId: null },
      { ...query, since: NOW - 2 * HOUR, project: "prod", agentId: "support-line" },
      { ...query, since: NOW - 7 * DAY, project: "prod", agentId: "support-line" },
    ]);
  });

  it("refuses an agent of one project in another", async () => {
    const refused = await audit(input({ agent: "prod/a", project: "voice" }), openWorld().context);
    expect(refused).toMatchObject({ ok: false, failure: { kind: "bad-value", name: "--project" } });
  });

  it("doubts the name of a project only where there is nothing to show", async () => {
    const unknown = await audit(input({ project: "prdo" }), openWorld({ records: [] }).context);
    expect(unknown).toMatchObject({ ok: false, failure: { kind: "unknown-project", known: ["prod"] } });
    expect(seen(await audit(input({ project: "prdo" }), openWorld().context))).toContain("3 entries");
    expect(seen(await audit(input({ project: "prod" }), openWorld({ records: [] }).context))).toContain(
      "no entries",
    );
  });

  it("doubts the name of an agent that neither the log nor a project has", async () => {
    const empty = () => openWorld({ records: [] });
    const unknown = { ok: false, failure: { kind: "agent-not-found", given: "nope" } };
    expect(await audit(input({ agent: "nope" }), empty().context)).toMatchObject({
      ...unknown,
      failure: { ...unknown.failure, searched: ["prod", "the audit log"] },
    });
    const { context, asked } = empty();
    expect(seen(await audit(input({ agent: "support-line" }), context))).toContain("no entries");
    expect(asked[1]).toMatchObject({ since: 0, limit: 1 });
  });

  it("verifies, in words and as JSON", async () => {
    const { context } = openWorld();
    expect(seen(await audit(input({ action: "verify" }), context))).toContain("The audit log is intact");
    expect(seen(await audit(input({ action: "verify", json: true }), context))).toContain(
      '\\"head\\": \\"ab\\"',
    );
  });

  it("gives the rows as JSON with their place in the chain", async () => {
    const text = seen(await audit(input({ json: true }), openWorld().context));
    for (const part of [RECORDS[0]?.hash, '\\"sequence\\": 3', '\\"event\\": \\"asked\\"'])
      expect(text).toContain(part);
  });
});

describe("audit --export", () => {
  it("uploads the entries in their order to where they were asked for, and writes down both that and how it went", async () => {
    const { context, happened, files, appended } = openWorld();
    expect(seen(await audit(input({ export: "jsonl", agent: "prod/support-line" }), context))).toContain(
      "`audit-2025-08-11.jsonl` with 3 entries is in this conversation",
    );
    expect(happened).toEqual(["asked null", { channelId: "COPS", threadTs: null }, "exported succeeded"]);
    const [file] = files;
    expect(file).toMatchObject({ name: "audit-2025-08-11.jsonl", title: "Audit log as jsonl" });
    expect(file?.comment).toBe("The audit log with 3 entries, exported by <@UADMIN>.");
    const lines = new TextDecoder().decode(file?.bytes).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).sequence)).toEqual([1, 2, 3]);
    expect(appended.map(({ key }) => key)).toEqual(["asked command 1.2", "exported command 1.2"]);
    expect(appended[1]?.entry).toMatchObject({
      ...{ actor: "UADMIN", verb: "audit", project: "prod", agentName: "support-line", rule: "roles.admin" },
      comment: "3 entries as jsonl, into COPS",
    });
  });

  it("is for admins: an operator gets nothing, and nothing is written down", async () => {
    const { context, happened } = openWorld({ userId: "UOPERATOR" });
    expect(await audit(input({ export: "csv" }), context)).toEqual(
      fail({ kind: "not-allowed", verb: "audit --export", needs: "admin", rule: "roles.admin" }),
    );
    expect(happened).toEqual([]);
  });

  it("uploads one file however often the request is delivered", async () => {
    const { context, files } = openWorld();
    await Promise.all([1, 2, 3].map(() => audit(input({ export: "csv" }), context)));
    expect(files).toHaveLength(1);
    expect(seen(await audit(input({ export: "csv" }), context))).toBe("(nothing)");
  });

  it("says and writes down that Slack refused the file", async () => {
    const refused = fail({ kind: "slack-refused", method: "m", error: "not_in_channel", channelId: "COPS" });
    const { context, happened } = openWorld({ upload: refused });
    expect(await audit(input({ export: "csv" }), context)).toEqual(refused);
    expect(happened.at(-1)).toBe("exported failed");
  });

  it("sends nothing to where another company reads along", async () => {
    const { context, happened } = openWorld({ isShared: true });
    expect(await audit(input({ export: "csv" }), context)).toMatchObject({
      ok: false,
      failure: { kind: "shared-channel" },
    });
    expect(happened).toEqual([]);
  });

  it("sends no empty file", async () => {
    const { context, happened } = openWorld({ records: [] });
    expect(seen(await audit(input({ export: "csv" }), context))).toContain("no entries");
    expect(happened).toEqual([]);
  });

  it("takes at most 10 000 entries, the newest, and says that there are more", async () => {
    const [record] = RECORDS;
    if (!record) throw new Error("no record");
    const records = Array.from({ length: 10_002 }, (_, index) => ({ ...record, sequence: 10_002 - index }));
    const { context, files } = openWorld({ records });
    expect(seen(await audit(input({ export: "jsonl" }), context))).toContain("the newest 10000 entries");
    const lines = new TextDecoder().decode(files[0]?.bytes).trimEnd().split("\n");
    expect([lines.length, JSON.parse(lines[0] ?? "").sequence]).toEqual([10_000, 3]);
  });
});

describe("operations", () => {
  const question = { project: null, agent: null, page: null, json: false };
  const operation: OperationSummary = {
    ...{ id: "A", verb: "rollback", project: "prod", agentId: "CA_1", agentName: "support-line" },
    ...{ askedBy: "UOPERATOR", startedAt: NOW, phase: "observing", endedAt: null },
  };

  it("links each operation to its card", async () => {
    const { context, located } = openWorld({ operations: [operation, { ...operation, id: "B" }] });
    const text = seen(await operations(question, context));
    expect(text).toContain("2 operations are under way");
    expect(text).toContain("<https://slack.test/p12|card> · `A`");
    expect(text).toContain("`B`");
    expect(located).toEqual([["A", "B"]]);
    expect(seen(await operations({ ...question, json: true }, context))).toContain("https://slack.test/p12");
  });

  it("looks for no cards where there are no operations, and doubts the project then", async () => {
    const { context, located } = openWorld();
    expect(seen(await operations(question, context))).toContain("No operation is under way");
    expect(located).toEqual([]);
    expect(await operations({ ...question, project: "prdo" }, context)).toMatchObject({
      failure: { kind: "unknown-project" },
    });
  });

  it("doubts an agent that has no operation", async () => {
    const { context } = openWorld();
    expect(await operations({ ...question, agent: "nope" }, context)).toMatchObject({
      failure: { kind: "agent-not-found", searched: ["prod", "the list of operations"] },
    });
    expect(seen(await operations({ ...question, agent: "support-line" }, context))).toContain(
      "No operation is under way",
    );
  });

  it("lists 99 at most and says that there are more", async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ ...operation, id: `${index}` }));
    const { context, located } = openWorld({ operations: many });
    expect(seen(await operations(question, context))).toContain("… and older ones that are not listed");
    expect(located[0]).toHaveLength(99);
  });
});
