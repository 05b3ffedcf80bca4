import { describe, expect, it } from "vitest";
import type { AgentIdentity, AgentVersion } from "../../../src/platforms/port.ts";
import { renderSecrets } from "../../../src/views/render-secrets.ts";
import { renderVersions } from "../../../src/views/render-versions.ts";
import { asker, DAY, HOUR, liveKitAgent, MINUTE, NOW, pipecatAgent, SECOND } from "./fixtures.ts";
import { buttonsOf, commandsOf, show } from "./show.ts";

const supportLine = liveKitAgent("prod", "support-line");
const voiceStarter = pipecatAgent("voice", "voice-starter");

const version = (changes: Partial<AgentVersion>): AgentVersion => ({
  version: "20250809003117",
  current: false,
  active: false,
  draining: false,
  status: "",
  createdAt: NOW - 3 * DAY,
  deployedAt: NOW - 3 * DAY,
  attributes: {},
  ...changes,
});

describe("renderVersions", () => {
  const versions = [
    version({
      version: "20250801120000",
      draining: true,
      createdAt: NOW - 9 * DAY,
      deployedAt: NOW - 9 * DAY,
    }),
    version({
      current: true,
      active: true,
      status: "Running",
      attributes: { image_digest: "sha256:0011", git_commit: "4f2a91c", git_branch: "main" },
    }),
    version({ version: "20250811020000", status: "Built", createdAt: NOW - 44 * MINUTE, deployedAt: null }),
  ];

  it("shows them newest first, with what is current, active, draining or never deployed", () => {
    const view = renderVersions(supportLine, versions, [], asker);
    expect(view.text).toMatchInlineSnapshot(
      `"support-line in prod runs version \`20250809003117\`, current for 3 days; it has 3 versions."`,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "*prod/support-line* runs version \`20250809003117\`, current for 3 days; it has 3 versions
      \`20250811020000\` · Built · never deployed · created {2025-08-11 02:00 UTC}

      \`20250809003117\` *current, active* · Running · deployed {2025-08-08 02:44 UTC} (3 days ago)
      git_branch \`main\`, git_commit \`4f2a91c\`, digest \`sha256:0011\`
      \`20250801120000\` *draining* · deployed {2025-08-02 02:44 UTC} (9 days ago)  [Roll back to this]
      _ \`CA_support-line\` · as of {2025-08-11 02:44 UTC}
      [Status] [Refresh] [Share to channel]"
    `);
    expect(commandsOf(view)).toEqual({
      "Roll back to this": "/agent rollback prod/support-line --version 20250801120000",
      Status: "/agent status prod/support-line",
      Refresh: "/agent versions prod/support-line",
      "Share to channel": "/agent versions prod/support-line",
    });
  });

  it("tells when a version was made only where that was long before it was deployed", () => {
    const shown = (deployedAt: number): string =>
      show(renderVersions(supportLine, [version({ deployedAt })], [], asker));
    expect(shown(NOW - 3 * DAY + HOUR)).not.toContain("created");
    expect(shown(NOW - 3 * DAY + HOUR + SECOND)).toContain(" · created {2025-08-08 02:44 UTC}");
  });

  it("says when there is none, and when none is current", () => {
    expect(renderVersions(supportLine, [], [], asker).text).toBe("support-line in prod has no version yet.");
    expect(renderVersions(supportLine, [version({})], [], asker).text).toBe(
      "support-line in prod has 1 version, and none of them is current.",
    );
  });

  it("offers a rollback to what is older and was in service, and to nothing else", () => {
    const at = (createdAt: number, changes: Partial<AgentVersion>): AgentVersion =>
      version({ version: `v${createdAt}`, createdAt, deployedAt: createdAt, ...changes });
    const all = [at(5, {}), at(4, { current: true }), at(3, { deployedAt: null }), at(2, {}), at(1, {})];
    const targets = (agent: AgentIdentity): unknown[] =>
      buttonsOf(renderVersions(agent, all, [], asker))
        .filter(({ text }) => text.text === "Roll back to this")
        .map(({ value }) => value);
    expect(targets(supportLine)).toEqual([
      "/agent rollback prod/support-line --version v2",
      "/agent rollback prod/support-line --version v1",
    ]);
  });

  it("names the deployment that a version runs in, where its regions tell that", () => {
    const preview = version({ version: "v2", active: true, status: "Running" });
    const current = version({ version: "v1", current: true, status: "Running" });
    const places = [
      { deployment: "production", version: "v1" },
      { deployment: "preview", version: "v2" },
      { deployment: "preview", version: "v2" },
      { deployment: "new", version: "v1" },
      { deployment: null, version: "v2" },
    ];
    const shown = show(renderVersions(supportLine, [preview, current], places, asker));
    expect(shown).toContain("`v2` *active* in `preview` · Running");
    expect(shown).toContain("`v1` *current* · Running");
  });

  it("shortens commits, and tells our own mark from the attributes", () => {
    const sha = "9c1f04e".padEnd(40, "0");
    const attributes = { git_commit: sha, switchboard_operation: "OP1", git_branch: "main" };
    const shown = show(renderVersions(supportLine, [version({ attributes })], [], asker));
    expect(shown).toContain("git_branch `main`, git_commit `9c1f04e`, by operation `OP1`");
    expect(shown).not.toContain(sha);
    expect(shown).not.toContain("switchboard_operation");
  });

  it("shortens a long list of attributes and says so", () => {
    const attributes = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`key${index}`, "v"]));
    expect(show(renderVersions(supportLine, [version({ attributes })], [], asker))).toContain(
      "key5 `v`, … and 3 more",
    );
  });
});

describe("renderSecrets", () => {
  it("shows names, kinds and dates, and says that values stay unread", () => {
    const secrets = [
      {
        name: "google.json",
        kind: "file" as const,
        createdAt: NOW - DAY,
        updatedAt: null,
        deployments: ["staging"],
      },
      {
        name: "API_KEY",
        kind: "environment" as const,
        createdAt: NOW - 9 * DAY,
        updatedAt: NOW - DAY,
        deployments: [],
      },
    ];
    const view = renderSecrets(supportLine, { secrets, set: null }, asker);
    expect(view.text).toMatchInlineSnapshot(`"support-line in prod has 2 secrets."`);
    expect(show(view)).toMatchInlineSnapshot(`
      "*prod/support-line* has 2 secrets
      \`API_KEY\` · environment variable · created {2025-08-02 02:44 UTC} · updated {2025-08-10 02:44 UTC}

      \`google.json\` · file · created {2025-08-10 02:44 UTC} · only for \`staging\`
      _ values are never read or shown · LiveKit Cloud renews the update time at every deployment · as of {2025-08-11 02:44 UTC}
      [Update secrets…] [Status] [Refresh] [Share to channel]"
    `);
  });

  it("shows the state of a secret set, which decides whether it can be deployed with", () => {
    const secrets = [
      { name: "API_KEY", kind: "environment" as const, createdAt: null, updatedAt: null, deployments: [] },
    ];
    const set = { name: "voice-secrets", status: "failed", region: "us-west", error: "quota exceeded" };
    expect(show(renderSecrets(voiceStarter, { secrets, set }, asker))).toMatchInlineSnapshot(`
      "*voice/voice-starter* has 1 secret in the set \`voice-secrets\`
      🔴 Status of the set: failed · \`us-west\` · \`quota exceeded\`
      \`API_KEY\` · environment variable
      _ values are never read or shown · as of {2025-08-11 02:44 UTC}
      [Update secrets…] [Status] [Refresh] [Share to channel]"
    `);
    const pending = show(
      renderSecrets(voiceStarter, { secrets, set: { ...set, status: "pending", error: null } }, asker),
    );
    expect(pending).toContain("🔵 Status of the set: pending · `us-west`");
    const strange = show(
      renderSecrets(voiceStarter, { secrets, set: { ...set, status: "toString" } }, asker),
    );
    expect(strange).toContain("⚪ Status of the set: toString");
  });

  it("says when there are none", () => {
    expect(renderSecrets(voiceStarter, { secrets: [], set: null }, asker).text).toBe(
      "voice-starter in voice has no secrets.",
    );
  });
});
