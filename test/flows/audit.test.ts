import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { operationIdIn } from "../support/operation-id-in.ts";
import { parseCsv } from "../support/parse-csv.ts";
import { readAudit } from "../support/read-audit.ts";

const MINUTE_MS = 60_000;
const DEPLOY = "/agent deploy voice/voice-starter --image your-org/voice-starter:2.0";
/** Every credential of the simulated world, except the word "secret" itself. */
const CREDENTIALS = /sk_local|xoxb-local|switchboard-local|stagingkey|secret-staging|devkey/;

/** An operation from the question to its end, and nothing of it left to read. */
async function deployOnce(chat: Chat): Promise<string> {
  await chat.command("UOPERATOR", `${DEPLOY} --reason "faster greeting"`);
  const id = operationIdIn(chat.read());
  await chat.press("UAPPROVER", "Approve with comment…", { answers: 0 });
  await chat.fill("UAPPROVER", "go, and watch the latency");
  await chat.advance(MINUTE_MS);
  chat.read();
  return id;
}

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** The files in #voice-ops, oldest first, with what is in them. */
const filesIn = (chat: Chat) =>
  chat.slack
    .messagesFor("UVIEWER", "COPS")
    .flatMap(({ files }) => files)
    .map(({ id, name }) => ({ name, text: chat.slack.world.readFile(id) }));

const exportedSchema = z.object({
  sequence: z.coerce.number(),
  key: z.string(),
  previous: z.string(),
  entry: z.string(),
  hash: z.string(),
});

/** By the rule of docs/audit.md, with nothing of ours. */
async function expectToHold(rows: readonly z.infer<typeof exportedSchema>[]): Promise<void> {
  let before = "";
  for (const [index, { sequence, key, previous, entry, hash }] of rows.entries()) {
    expect([sequence, previous]).toEqual([index + 1, before]);
    expect(hash).toBe(await sha256(`${previous}\n${key}\n${entry}`));
    before = hash;
  }
}

describe("the audit log", () => {
  it("has who asked, who approved, the call and the end, by which door, rule and plan", async () => {
    const chat = openChat();
    const id = await deployOnce(chat);
    const entries = await readAudit();
    const [asked] = entries;
    expect(asked?.planDigest).toMatch(/^[0-9a-f]{64}$/);
    const common = {
      class: "normal",
      operationId: id,
      verb: "deploy",
      project: "voice",
      agentId: "voice-starter",
      agentName: "voice-starter",
      rule: "voice.deploy",
      planDigest: asked?.planDigest,
    };
    const itself = { ...common, actor: "switchboard", door: "automatic", comment: null };
    expect(entries).toMatchObject([
      { ...common, event: "asked", actor: "UOPERATOR", door: "command", comment: "faster greeting" },
      {
        ...common,
        event: "approved",
        actor: "UAPPROVER",
        door: "form",
        comment: "go, and watch the latency",
      },
      { ...itself, event: "called", outcome: null },
      { ...itself, event: "ended", outcome: "succeeded" },
    ]);

    await chat.command("UOPERATOR", "/agent audit");
    const said = chat.read();
    expect(gist(said)).toEqual(["(only UOPERATOR) Audit log: 4 entries from the last 7 days"]);
    expect(said).toContain(
      "*ended* by Switchboard · `deploy` of *voice/voice-starter* · outcome `succeeded`",
    );
    expect(said).toContain("*approved* by <@UAPPROVER>");
    expect(said).toContain(
      `“go, and watch the latency”\nentry 2 · rule \`voice.deploy\` · plan \`${asked?.planDigest?.slice(0, 8)}\` · by form · \`${id}\``,
    );
  });

  it("has what came to nothing, and why", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", DEPLOY);
    await chat.press("UAPPROVER", "Reject…", { answers: 0 });
    await chat.fill("UAPPROVER", "not tonight");
    await chat.command("UOPERATOR", "/agent restart voice/voice-starter");
    await chat.press("UOPERATOR", "Cancel");
    await chat.command("UOPERATOR", "/agent scale voice/voice-starter --min 2");
    await chat.advance(31 * MINUTE_MS);
    await askAndApprove(chat, "/agent deploy voice/voice-starter --secret-set new-secrets");
    await chat.advance(MINUTE_MS);
    chat.read();
    const entries = await readAudit();
    expect(
      entries.map(({ verb, event, actor, outcome, comment }) =>
        [verb, event, actor, outcome ?? comment].filter(Boolean).join(" "),
      ),
    ).toEqual([
      "deploy asked UOPERATOR",
      "deploy rejected UAPPROVER not tonight",
      "deploy ended switchboard rejected",
      "restart asked UOPERATOR",
      "restart cancelled UOPERATOR",
      "restart ended switchboard cancelled",
      "scale asked UOPERATOR",
      "scale expired switchboard",
      "scale ended switchboard expired",
      "deploy asked UOPERATOR",
      "deploy approved UAPPROVER",
      "deploy called switchboard",
      "deploy ended switchboard refused",
    ]);
  });

  it("marks what skipped the approvals, and counts it where one looks", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", '/agent restart prod/support-line --break-glass "callers hear silence"');
    await chat.advance(MINUTE_MS);
    chat.read();
    expect(await readAudit()).toMatchObject(
      ["asked", "called", "ended"].map((event) => ({ event, class: "break-glass", verb: "restart" })),
    );
    await chat.command("UADMIN", "/agent audit --agent prod/support-line");
    const said = chat.read();
    expect(said).toContain(
      "Audit log for *prod/support-line*: 3 entries from the last 7 days · (red) 1 by *break-glass*",
    );
    expect(said).toContain("“callers hear silence”");
  });

  it("has locks with their reasons, and what a policy did by itself", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", '/agent lock prod/support-line --reason "freeze"');
    await chat.command("UADMIN", '/agent unlock prod/support-line --reason "thaw"');
    await askAndApprove(chat, "/agent deploy voice/voice-starter --image your-org/voice-starter:no-such-tag");
    await chat.advance(4 * MINUTE_MS);
    chat.read();
    const entries = await readAudit();
    expect(entries.slice(0, 2)).toMatchObject([
      { event: "locked", actor: "UOPERATOR", verb: "lock", agentName: "support-line", comment: "freeze" },
      { event: "unlocked", actor: "UADMIN", verb: "unlock", agentName: "support-line", comment: "thaw" },
    ]);
    expect(entries.filter(({ verb }) => verb === "rollback")).toMatchObject([
      { event: "asked", actor: "switchboard", door: "automatic", rule: "voice.deploy" },
      { event: "called", actor: "switchboard" },
      { event: "ended", actor: "switchboard", outcome: "succeeded" },
    ]);
  });

  it("is answered in public where it is asked for in public, and as JSON for machines", async () => {
    const chat = openChat();
    await chat.write("UOPERATOR", "@switchboard lock prod/support-line --reason freeze");
    expect(gist(chat.read())[0]).toContain("(thread) (lock) *prod/support-line* is locked by <@UOPERATOR>");
    await chat.write("UOPERATOR", "@switchboard audit --project prod");
    const said = chat.read();
    expect(gist(said)).toEqual(["(thread) Audit log in *prod*: 1 entry from the last 7 days"]);
    expect(said).toContain("entry 1 · by mention");
    await chat.command("UOPERATOR", "/agent audit --project staging");
    expect(gist(chat.read())).toEqual([
      "(only UOPERATOR) Audit log in *staging*: no entries from the last 7 days",
    ]);
    await chat.command("UOPERATOR", "/agent audit --json");
    const json = chat.read().replace("(only UOPERATOR)\n", "");
    expect(JSON.parse(json)).toMatchObject([
      { sequence: 1, event: "locked", door: "mention", actor: "UOPERATOR" },
    ]);
    await chat.command("UVIEWER", "/agent audit");
    expect(chat.read()).toContain("it takes the role *operator*");
  });

  it("leaves as a file, in which everybody can compute every hash once more", async () => {
    const chat = openChat();
    await deployOnce(chat);
    await chat.command("UOPERATOR", "/agent audit --export csv");
    expect(chat.read()).toContain("it takes the role *admin*");
    await chat.command("UADMIN", "/agent audit --export csv");
    expect(chat.read()).toContain("The audit log with 4 entries, exported by <@UADMIN>.");
    await chat.command("UADMIN", "/agent audit --export jsonl");
    expect(chat.read()).toContain("The audit log with 6 entries, exported by <@UADMIN>.");

    const [csv, jsonl] = filesIn(chat);
    expect([csv?.name, jsonl?.name]).toEqual([
      expect.stringMatching(/^audit-\d{4}-\d\d-\d\d\.csv$/),
      expect.stringMatching(/^audit-\d{4}-\d\d-\d\d\.jsonl$/),
    ]);
    await expectToHold(
      z
        .array(exportedSchema)
        .length(4)
        .parse(parseCsv(csv?.text ?? "")),
    );
    const written = (jsonl?.text ?? "")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    await expectToHold(
      z
        .array(exportedSchema)
        .length(6)
        .parse(written.map((row) => ({ ...row, entry: JSON.stringify(row.entry) }))),
    );
    expect(JSON.stringify([filesIn(chat), await readAudit(), chat.log])).not.toMatch(CREDENTIALS);

    // That it was taken away is in the log as well.
    expect((await readAudit()).slice(4)).toMatchObject([
      { event: "asked", actor: "UADMIN", verb: "audit", rule: "roles.admin" },
      { event: "exported", actor: "UADMIN", verb: "audit", outcome: "succeeded" },
      { event: "asked", actor: "UADMIN", verb: "audit" },
      { event: "exported", actor: "UADMIN", verb: "audit", outcome: "succeeded" },
    ]);
  });

  it("says that no file left when Slack takes none", async () => {
    const chat = openChat();
    await deployOnce(chat);
    chat.slack.faults.inject({ match: "/upload/", fault: { kind: "status", status: 503 } });
    await chat.command("UADMIN", "/agent audit --export csv");
    expect(chat.read()).toContain("(only UADMIN)\nSlack did not take my message");
    expect(filesIn(chat)).toEqual([]);
    expect((await readAudit()).at(-1)).toMatchObject({ event: "exported", outcome: "failed" });
  });

  it("proves itself, and names the entry that somebody else changed", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent audit verify");
    expect(gist(chat.read())).toEqual(["(only UOPERATOR) ⚪ *The audit log is empty*"]);
    await deployOnce(chat);
    await chat.command("UADMIN", "/agent audit --export jsonl");
    chat.read();
    await chat.command("UOPERATOR", "/agent audit verify");
    const intact = chat.read();
    expect(gist(intact)).toEqual(["(only UOPERATOR) (green) *The audit log is intact, with 6 entries*"]);
    const [, head = ""] = /`([0-9a-f]{64})`/.exec(intact) ?? [];
    await chat.command("UOPERATOR", "/agent audit verify --json");
    expect(JSON.parse(chat.read().replace("(only UOPERATOR)\n", ""))).toEqual({
      intact: true,
      count: 6,
      head,
    });

    const storage = env.WORKSPACES.getByName("workspace");
    await runInDurableObject(storage, (_, { storage: { sql } }) => {
      sql.exec("DROP TRIGGER audit_is_not_changed");
      sql.exec("UPDATE audit SET text = replace(text, 'UAPPROVER', 'UOPERATOR') WHERE sequence = 2");
    });
    await chat.command("UOPERATOR", "/agent audit verify");
    expect(gist(chat.read())).toEqual([
      "(only UOPERATOR) (red) *The audit log was tampered with at entry 2; it has 6 entries*",
    ]);
  });
});
