import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../../src/operations/ledger-entry.ts";
import { renderLedger } from "../../../src/views/render-ledger.ts";
import { OPERATION_ID } from "./change-fixtures.ts";
import { asker, DAY, HOUR, NOW, pipecatAgent } from "./fixtures.ts";
import { buttonsOf, show } from "./show.ts";

const agent = pipecatAgent("voice", "voice-starter");
const CURRENT = "7c1b8a44-0000-4000-8000-000000000001";
const BEFORE = "3f00aa11-0000-4000-8000-000000000003";

const entry = (changes: Partial<LedgerEntry>): LedgerEntry => ({
  deploymentId: CURRENT,
  image: "your-org/voice:0.9",
  buildId: null,
  secretSet: "voice-secrets",
  imagePullSecretSet: null,
  profile: "agent-1x",
  krispAudioFilter: "tel",
  maxSessionSeconds: null,
  architecture: null,
  firstSeenAt: NOW - HOUR,
  outcome: "healthy",
  operationId: OPERATION_ID,
  askedBy: "UOPERATOR",
  ...changes,
});
const current = (...likeIt: readonly string[]) => ({ id: CURRENT, likeIt: new Set([CURRENT, ...likeIt]) });
const elsewhere = { operationId: null, askedBy: null };

describe("renderLedger", () => {
  it("shows what was deployed, newest first, and offers what is good to go back to", () => {
    const entries = [
      entry({ deploymentId: BEFORE, firstSeenAt: NOW - 2 * DAY, outcome: "unknown", ...elsewhere }),
      entry({}),
      entry({
        deploymentId: "2f00aa11-0000-4000-8000-000000000002",
        firstSeenAt: NOW - DAY,
        outcome: "failed",
        ...elsewhere,
      }),
    ];
    const view = renderLedger(agent, entries, current(), asker);
    expect(show(view)).toMatchInlineSnapshot(`
      "*voice/voice-starter* runs deployment \`7c1b8a44\`; 3 deployments on record
      🟢 \`7c1b8a44\` *current* · healthy · seen since {2025-08-11 01:44 UTC} · by <@UOPERATOR>
      image \`your-org/voice:0.9\` · \`agent-1x\` · secret set \`voice-secrets\` · Krisp \`tel\`

      🔴 \`2f00aa11\` · failed · seen since {2025-08-10 02:44 UTC} · from elsewhere
      image \`your-org/voice:0.9\` · \`agent-1x\` · secret set \`voice-secrets\` · Krisp \`tel\`
      ⚪ \`3f00aa11\` · never seen healthy · seen since {2025-08-09 02:44 UTC} · from elsewhere
      image \`your-org/voice:0.9\` · \`agent-1x\` · secret set \`voice-secrets\` · Krisp \`tel\`  [Roll back to this]
      _ as Switchboard saw them: values of secrets and scaling are not part of a deployment · as of {2025-08-11 02:44 UTC}
      [Status] [Refresh] [Share to channel]"
    `);
    expect(buttonsOf(view).map(({ value }) => value)).toContain(
      `/agent rollback voice/voice-starter --version ${BEFORE}`,
    );
  });

  it("offers no way back to what is as now, and says that it is", () => {
    const view = renderLedger(agent, [entry({}), entry({ deploymentId: BEFORE })], current(BEFORE), asker);
    expect(show(view)).toMatch(/`3f00aa11` · healthy · .+\nsame settings as now\n/);
    expect(show(view)).not.toContain("Roll back to this");
  });

  it("says when nothing is on record, and when nothing is deployed", () => {
    expect(renderLedger(agent, [], current(), asker).text).toBe(
      "voice-starter in voice runs deployment `7c1b8a44`; none is on record yet.",
    );
    expect(renderLedger(agent, [entry({})], { ...current(), id: null }, asker).text).toBe(
      "voice-starter in voice has no deployment now; 1 deployment on record.",
    );
  });
});
