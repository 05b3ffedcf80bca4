import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { formatAuditExport } from "../../../src/operations/audit-export.ts";
import { ROOT } from "../../support/source-files.ts";
import { auditEntry, chainOf } from "./audit-fixture.ts";

const CHAIN = chainOf([
  { key: "operation 1", entry: auditEntry({ comment: 'callers hear "silence",\nsince 02:10' }) },
  {
    key: "operation 2",
    entry: auditEntry({ event: "approved", actor: "UAPPROVER", comment: "=HYPERLINK(1)" }),
  },
  {
    key: "operation 3 \u2028 ü 🎉",
    entry: auditEntry({ event: "ended", outcome: "failed", comment: "half \ud83d" }),
  },
  { key: "operation 4", entry: auditEntry({ agentName: "-1+1", comment: "\t@SUM" }) },
]);

/** RFC 4180, read by its own rules. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function readCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = parseCsv(text);
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])));
}

describe("formatAuditExport", () => {
  it("writes a CSV that reads back cell by cell, with the entry for people and for proof", () => {
    const rows = readCsv(formatAuditExport(CHAIN, "csv"));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toEqual({
      command: "",
      sequence: "1",
      at: "2025-08-11T02:44:00.000Z",
      actor: "UOPERATOR",
      event: "asked",
      verb: "rollback",
      project: "prod",
      agent: "support-line",
      agent_id: "CA_1",
      outcome: "",
      class: "normal",
      rule: "prod.rollback",
      plan_digest: "4f2a91c0aa55",
      door: "command",
      operation_id: "7K2M9QW4ZT1C8RX5VB3D",
      comment: 'callers hear "silence",\nsince 02:10',
      key: "operation 1",
      previous: "",
      entry: CHAIN[0]?.text,
      hash: CHAIN[0]?.hash,
    });
  });

  it("disarms what a spreadsheet would compute", () => {
    const rows = readCsv(formatAuditExport(CHAIN, "csv"));
    expect(rows.map(({ agent, comment }) => [agent, comment?.slice(0, 3)])).toEqual([
      ["support-line", "cal"],
      ["support-line", "'=H"],
      ["support-line", "hal"],
      ["'-1+1", "'\t@"],
    ]);
    for (const start of ["=", "+", "-", "@", "\t", "\r", "\n"]) {
      const chain = chainOf([{ key: "k", entry: auditEntry({ actor: `${start}1` }) }]);
      expect(readCsv(formatAuditExport(chain, "csv"))[0]?.actor).toBe(`'${start}1`);
    }
  });

  it("lets anybody compute the hashes once more, from either form, by the three texts alone", () => {
    const lines = formatAuditExport(CHAIN, "jsonl").trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    const fromLines = lines.map((line) => {
      const { key, entry, hash } = JSON.parse(line);
      const sorted = Object.fromEntries(
        Object.keys(entry)
          .toSorted()
          .map((name) => [name, entry[name]]),
      );
      return { key, text: JSON.stringify(sorted), hash };
    });
    const fromCells = readCsv(formatAuditExport(CHAIN, "csv")).map(
      ({ key = "", entry: text = "", hash }) => ({ key, text, hash }),
    );
    for (const rows of [fromLines, fromCells]) {
      let before = "";
      for (const { key, text, hash } of rows) {
        before = createHash("sha256").update([before, key, text].join("\n"), "utf8").digest("hex");
        expect(hash).toBe(before);
      }
    }
  });
});

describe("the script in docs/audit.md", () => {
  const folder = mkdtempSync(join(tmpdir(), "audit-"));
  const script = /```js\n(.*?)```/s.exec(readFileSync(join(ROOT, "docs/audit.md"), "utf8"))?.[1];
  writeFileSync(join(folder, "check.mjs"), script ?? "");
  afterAll(() => rmSync(folder, { recursive: true }));

  const check = (text: string) => {
    writeFileSync(join(folder, "audit.jsonl"), text);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["check.mjs", "audit.jsonl"], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, error: /Error: .*/.exec(stderr)?.[0] };
  };

  it("accepts an export, whole or narrowed down", () => {
    expect(check(formatAuditExport(CHAIN, "jsonl"))).toEqual({
      status: 0,
      stdout: `4 entries hold, the last is 4 with ${CHAIN[3]?.hash}\n`,
      error: undefined,
    });
    expect(check(formatAuditExport(CHAIN.toSpliced(1, 1), "jsonl")).status).toBe(0);
  });

  it("names the entry that was changed, moved or put in", () => {
    const text = formatAuditExport(CHAIN, "jsonl");
    expect(check(text.replace("UAPPROVER", "UEVIL")).error).toBe("Error: entry 2 is not what was written");
    const [one, two, ...rest] = text.split("\n");
    expect(check([two, one, ...rest].join("\n")).error).toBe("Error: entry 1 is not what was written");
    const forged = chainOf([{ key: "forged", entry: auditEntry() }, ...CHAIN.slice(1)]);
    const mixed = formatAuditExport([...forged.slice(0, 1), ...CHAIN.slice(1)], "jsonl");
    expect(check(mixed).error).toBe("Error: entry 2 is not what was written");
  });
});
