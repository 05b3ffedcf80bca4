import { describe, expect, it } from "vitest";
import { formatAuditEntry, parseAuditEntry } from "../../../src/operations/audit-record.ts";
import { auditEntry } from "./audit-fixture.ts";

describe("formatAuditEntry", () => {
  it("writes keys in alphabetical order without white space", () => {
    expect(formatAuditEntry(auditEntry({ comment: "callers hear “silence”" }))).toBe(
      '{"actor":"UOPERATOR","agentId":"CA_1","agentName":"support-line","at":1754880240000,"class":"normal","command":null,' +
        '"comment":"callers hear “silence”","door":"command","event":"asked","operationId":"7K2M9QW4ZT1C8RX5VB3D","outcome":null,' +
        '"planDigest":"4f2a91c0aa55","project":"prod","rule":"prod.rollback","verb":"rollback"}',
    );
  });

  it("gives the same text whatever order the fields came in", () => {
    const entry = auditEntry({ comment: "c" });
    const { actor, ...rest } = entry;
    expect(formatAuditEntry({ ...rest, actor })).toBe(formatAuditEntry(entry));
  });

  it("keeps the first 500 characters of a comment", () => {
    const { comment } = parseAuditEntry(formatAuditEntry(auditEntry({ comment: "ä".repeat(2000) })));
    expect(comment).toBe(`${"ä".repeat(499)}…`);
  });

  it("leaves out what an entry has no field for, so nothing else can slip in", () => {
    const entry = { ...auditEntry(), secretValue: "hunter2" };
    expect(formatAuditEntry(entry)).toBe(formatAuditEntry(auditEntry()));
  });

  it("reads an entry back, also with a word that only a later version knows", () => {
    expect(parseAuditEntry(formatAuditEntry(auditEntry()))).toEqual(auditEntry());
    expect(parseAuditEntry(formatAuditEntry(auditEntry()).replace('"asked"', '"frozen"')).event).toBe(
      "frozen",
    );
  });
});
