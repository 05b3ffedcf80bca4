import { env } from "cloudflare:workers";
import type { AuditEntry } from "../../src/operations/audit-entry.ts";

/** The whole audit log, oldest first. */
export async function readAudit(): Promise<AuditEntry[]> {
  const records = await env.WORKSPACES.getByName("workspace").listAudit({
    since: null,
    until: null,
    project: null,
    agentId: null,
    limit: 1_000,
  });
  return records.toReversed().map(({ entry }) => entry);
}
