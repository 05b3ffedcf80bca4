import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/failure.ts";
import type { AskedCommand } from "../../../src/views/asked-command.ts";
import { renderFailure } from "../../../src/views/render-failure.ts";
import { everyFailure } from "./every-failure.ts";
import { commandsOf, show } from "./show.ts";

const call = { project: "prod", service: "LiveKit Cloud", endpoint: "ListAgents", changes: false };
const change = { ...call, endpoint: "CreateDispatch", changes: true };
const usage = "/agent status [agent] [--project project]";
const twoLines = [
  { project: "prod", id: "CA_1", name: "support-line" },
  { project: "staging", id: "CA_2", name: "support-line" },
];
const said = (failures: readonly Failure[]): string =>
  failures.map((failure) => renderFailure(failure).text).join("\n");

describe("renderFailure", () => {
  it("helps with what was typed", () => {
    expect(
      said([
        { kind: "unclosed-quote", quote: "“" },
        { kind: "unknown-verb", command: "agent", given: "stauts", suggestions: ["status"] },
        { kind: "unknown-verb", command: "agent", given: "xyz", suggestions: [] },
        { kind: "missing-argument", usage, argument: "agent" },
        { kind: "unexpected-argument", usage, given: "foo", quoted: null },
        { kind: "unexpected-argument", usage, given: "silence", quoted: '--reason "callers hear silence"' },
        { kind: "unknown-flag", usage, given: "projct", nearest: "project" },
        { kind: "unknown-flag", usage, given: "x", nearest: null },
        { kind: "missing-flag-value", usage, flag: "project" },
        { kind: "bad-value", usage, name: "--restart", expected: "`on-failure` or `never`" },
      ]),
    ).toMatchInlineSnapshot(`
      "The quote that \`“\` opens is never closed, so nothing was done. Close it, or leave it out. \`unclosed-quote\`
      I do not know \`stauts\`, so nothing was done. Did you mean \`status\`? \`unknown-verb\`
      I do not know \`xyz\`, so nothing was done. \`/agent help\` shows what there is. \`unknown-verb\`
      The \`agent\` is missing, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`missing-argument\`
      \`foo\` is one word too many, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`unexpected-argument\`
      \`silence\` is one word too many, so nothing was done. Put a text of several words in quotes: \`--reason "callers hear silence"\`. \`unexpected-argument\`
      There is no \`--projct\` here, so nothing was done. Did you mean \`--project\`? \`unknown-flag\`
      There is no \`--x\` here, so nothing was done. \`/agent help\` shows what there is. \`unknown-flag\`
      \`--project\` needs a value, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`missing-flag-value\`
      \`--restart\` must be \`on-failure\` or \`never\`, so nothing was done. \`bad-value\`"
    `);
  });

  const restart: AskedCommand = { act: "Restart", changes: true, help: "/agent help restart" };

  it("says of a look that a change needs what was not started", () => {
    const failed: Failure = { kind: "platform-unavailable", call, cause: "server-error" };
    expect(renderFailure(failed, { asked: restart }).text).toContain(
      "had an internal error for *prod*, so nothing was started.",
    );
    expect(renderFailure(failed, { asked: { ...restart, changes: false } }).text).toContain(
      "so there is nothing to show.",
    );
  });

  it("tells a second approval that the first was enough", () => {
    const moved = (phase: string, asked: AskedCommand = { ...restart, act: "Approve" }): string =>
      renderFailure({ kind: "operation-moved", operationId: "7K2M", phase }, { asked }).text;
    expect(moved("executing")).toContain("It was approved already and is running, so nothing more was done.");
    expect(moved("succeeded")).toContain("You came too late for this");
    expect(moved("executing", { ...restart, act: "Cancel" })).toContain("You came too late for this");
  });

  it("says in the words of the buttons who may press them", () => {
    const refused = (verb: string, needs: string): string =>
      renderFailure({ kind: "not-allowed", verb, needs, rule: `roles.${needs}` }).text;
    expect(refused("cancel", "admin")).toContain("Only who asked for it or an admin can cancel it");
    expect(refused("cancel", "operator")).toContain("You cannot use `cancel` here");
    expect(refused("proceed", "operator")).toContain(
      "*Roll back now* and *Do it again* take the role *operator*",
    );
    expect(refused("keep", "operator")).toContain("*Keep* and *Leave it* take the role *operator*");
  });

  it("knows the name of a project where an agent was asked for", () => {
    const view = renderFailure({
      kind: "agent-not-found",
      given: "prod",
      nearest: [],
      searched: ["prod", "voice"],
      unreachable: [],
      refused: [],
    });
    expect(view.text).toContain("That is a project; `/agent list --project prod` shows its agents.");
    expect(commandsOf(view)).toEqual({ "Agents in prod": "/agent list --project prod" });
  });

  it("says who did not answer, and who refused the key", () => {
    const gaps = { unreachable: ["staging"], refused: ["voice"] };
    const words = "*staging* did not answer";
    expect(
      said([
        { kind: "agent-not-found", given: "x", nearest: [], searched: ["prod"], ...gaps },
        { kind: "agent-ambiguous", given: "x", candidates: twoLines.slice(1), ...gaps },
      ]),
    ).toBe(
      `${words} and *voice* did not accept my key, so I cannot tell whether \`x\` is there; *prod* has none. Nothing was done. Try again in a moment. \`agent-not-found\`
I found one agent called \`x\`, but ${words}, and *voice* did not accept my key and may have another, so nothing was done yet. Is it the one below? \`agent-ambiguous\``,
    );
  });

  it("offers to look again for what may be where nobody answered", () => {
    const failure = { kind: "agent-not-found", given: "x", nearest: [], searched: [], refused: [] } as const;
    const command = "/agent status x";
    const offered = (unreachable: readonly string[]) =>
      commandsOf(renderFailure({ ...failure, unreachable }, { command }));
    expect(offered(["prod"])).toEqual({ "Try again": command });
    expect(offered([])).toEqual({});
  });

  it("helps with what was meant", () => {
    expect(
      said([
        { kind: "unknown-project", given: "prd", known: ["prod", "staging", "voice"] },
        { kind: "unknown-project", given: "prd", known: [] },
        {
          kind: "agent-not-found",
          given: "suport-line",
          nearest: twoLines,
          searched: ["prod", "staging"],
          unreachable: ["voice"],
          refused: [],
        },
        { kind: "agent-not-found", given: "x", nearest: [], searched: [], unreachable: [], refused: [] },
        {
          kind: "agent-ambiguous",
          given: "support-line",
          candidates: twoLines,
          unreachable: ["voice"],
          refused: [],
        },
        { kind: "project-needed", verb: "dispatch list", projects: ["prod", "staging"] },
        {
          kind: "not-offered",
          verb: "sessions",
          service: "LiveKit Cloud",
          why: "it keeps no list of sessions",
        },
      ]),
    ).toMatchInlineSnapshot(`
      "There is no project \`prd\`, so nothing was done. I know *prod*, *staging* and *voice*. \`unknown-project\`
      There is no project \`prd\`, so nothing was done. None is set up yet. \`unknown-project\`
      I found no agent \`suport-line\` in *prod* and *staging* (*voice* did not answer), so nothing was done. Did you mean *prod/support-line* or *staging/support-line*? \`agent-not-found\`
      I found no agent \`x\` here, so nothing was done. \`/agent list\` shows what is there. \`agent-not-found\`
      I know 2 agents called \`support-line\` (*voice* did not answer), so nothing was done yet. Which one do you mean? \`agent-ambiguous\`
      \`dispatch list\` needs a project, so nothing was done yet. Do you mean *prod* or *staging*? \`project-needed\`
      *LiveKit Cloud* does not offer \`sessions\`: it keeps no list of sessions. Nothing was done. \`not-offered\`"
    `);
  });

  it("names the rule and the way forward to whom it refuses", () => {
    expect(
      said([
        { kind: "not-allowed", verb: "dispatch", needs: "operator", rule: "roles.operator" },
        { kind: "outsider", who: "guest" },
        { kind: "outsider", who: "bot" },
        { kind: "outsider", who: "stranger" },
        { kind: "outsider", who: "deactivated" },
        { kind: "membership-unavailable", verb: "dispatch", rule: "roles.operator" },
      ]),
    ).toMatchInlineSnapshot(`
      "You cannot use \`dispatch\` here: it takes the role *operator* (rule \`roles.operator\`), so nothing was done. Ask somebody who has it, or whoever runs Switchboard to add you. \`not-allowed\`
      Guests cannot use Switchboard, so nothing was done. Ask a full member of this workspace. \`outsider\`
      Other bots cannot use Switchboard, so nothing was done. A person has to ask. \`outsider\`
      Only members of the workspace that runs Switchboard can use it, so nothing was done. Ask one of them. \`outsider\`
      This account is deactivated, so nothing was done. An owner of the workspace can activate it. \`outsider\`
      Slack did not say whether you may use \`dispatch\` (rule \`roles.operator\`), so I refused and nothing was done. Try again in a moment. \`membership-unavailable\`"
    `);
  });

  it("says of a read what is not shown, and of a change what was not done", () => {
    expect(
      said([
        { kind: "platform-unauthorized", call },
        { kind: "platform-unauthorized", call: change },
        { kind: "platform-forbidden", call },
        { kind: "platform-not-found", call },
        { kind: "platform-rate-limited", call, retryAfterMs: 30_000 },
        { kind: "platform-rate-limited", call: change, retryAfterMs: null },
        { kind: "platform-refused", call: change, status: 400, message: "invalid <room>" },
        { kind: "platform-refused", call, status: 501, message: "" },
        { kind: "platform-unavailable", call, cause: "timeout" },
        { kind: "platform-unavailable", call, cause: "network" },
        { kind: "platform-unavailable", call: change, cause: "server-error" },
        { kind: "platform-unreadable", call, path: "agents.0.id" },
        { kind: "platform-unreadable", call, path: "content-type" },
        { kind: "platform-unreadable", call: change, path: "id" },
        { kind: "room-not-active", room: "room-1", project: "prod" },
        { kind: "dispatch-not-found", dispatchId: "AD_1", room: "room-1" },
      ]),
    ).toMatchInlineSnapshot(`
      "*LiveKit Cloud* does not accept the key of project *prod*, so there is nothing to show. Whoever runs Switchboard finds out more with \`/agent doctor\`. \`platform-unauthorized\`
      *LiveKit Cloud* does not accept the key of project *prod*, so nothing was changed. Whoever runs Switchboard finds out more with \`/agent doctor\`. \`platform-unauthorized\`
      *LiveKit Cloud* does not let the key of project *prod* do this, so there is nothing to show. The key needs the permission for \`ListAgents\`. \`platform-forbidden\`
      *LiveKit Cloud* does not find this in *prod*, so there is nothing to show. It may have been deleted; \`/agent list\` shows what is there. \`platform-not-found\`
      *LiveKit Cloud* gets too many requests for *prod*, so there is nothing to show. Try again in 30 s. \`platform-rate-limited\`
      *LiveKit Cloud* gets too many requests for *prod*, so nothing was changed. Try again in a minute. \`platform-rate-limited\`
      *LiveKit Cloud* refused this for *prod* with status 400, so nothing was changed. It says: \`invalid &lt;room&gt;\` \`platform-refused\`
      *LiveKit Cloud* refused this for *prod* with status 501, so there is nothing to show. It gave no reason. \`platform-refused\`
      *LiveKit Cloud* did not answer in time for *prod*, so there is nothing to show. Try again in a moment, or look at its <https://status.livekit.io/|status page>. \`platform-unavailable\`
      *LiveKit Cloud* could not be reached for *prod*, so there is nothing to show. Try again in a moment, or look at its <https://status.livekit.io/|status page>. \`platform-unavailable\`
      *LiveKit Cloud* had an internal error for *prod*, so this may or may not have been done. Look before you repeat it; I will not repeat it by myself. \`platform-unavailable\`
      *LiveKit Cloud* gave an answer for *prod* that I do not understand (its field \`agents.0.id\`), so there is nothing to show. A newer Switchboard may help. \`platform-unreadable\`
      What answered for *prod* is not the API of *LiveKit Cloud*: it sent no JSON, so there is nothing to show. Try again in a moment; if it stays so, whoever runs Switchboard checks the project's address. \`platform-unreadable\`
      *LiveKit Cloud* gave an answer that I do not understand, so I do not know what it did in *prod*. Look before you repeat it. \`platform-unreadable\`
      Room \`room-1\` is not active in *prod*, so nothing was done there. Check its name, or send an agent into it with \`/dispatch\`. \`room-not-active\`
      Room \`room-1\` has no dispatch \`AD_1\`, so nothing was deleted. It may be gone already; \`/dispatch list\` shows what is there. \`dispatch-not-found\`"
    `);
  });

  it("speaks of Slack and of itself", () => {
    expect(
      said([
        { kind: "slack-refused", method: "chat.postMessage", error: "not_in_channel", channelId: "COPS" },
        { kind: "slack-refused", method: "chat.postMessage", error: "is_archived", channelId: null },
        { kind: "slack-unavailable", method: "chat.postMessage", retryAfterMs: 5000 },
        { kind: "stale-action" },
        { kind: "internal", reference: "7K2M" },
      ]),
    ).toMatchInlineSnapshot(`
      "I am not a member of <#COPS>, so nothing was done. Invite me with \`/invite @switchboard\` and ask again. \`slack-refused\`
      Slack refused \`chat.postMessage\` in this channel (\`is_archived\`), and nothing else was done. Whoever runs Switchboard finds out more with \`/agent doctor\`. \`slack-refused\`
      Slack did not take my message (\`chat.postMessage\`), and nothing else was done. Try again in 5 s. \`slack-unavailable\`
      This button belongs to an older version of the message, so nothing was done. Ask again with a command to get a fresh one. \`stale-action\`
      Something in Switchboard itself went wrong, and it stopped there. Tell whoever runs it the reference \`7K2M\`; the log has the rest. \`internal\`"
    `);
  });

  it("lists what is wrong with the set-up, each with its remedy", () => {
    const problems = [
      { key: "SLACK_BOT_TOKEN", remedy: "run `npx wrangler secret put SLACK_BOT_TOKEN`" },
      { key: "PROJECTS", remedy: "add a table [vars.PROJECTS.<name>] to wrangler.toml" },
    ];
    expect(show(renderFailure({ kind: "misconfigured", problems }))).toMatchInlineSnapshot(`
      "Switchboard is not set up completely, so nothing was done. Whoever runs it has 2 settings to mend.
      • \`SLACK_BOT_TOKEN\`: run \`npx wrangler secret put SLACK_BOT_TOKEN\`

      • \`PROJECTS\`: add a table [vars.PROJECTS.&lt;name&gt;] to wrangler.toml
      \`misconfigured\`"
    `);
    const many = Array.from({ length: 27 }, (_, index) => ({ key: `KEY_${index}`, remedy: "set it" }));
    expect(show(renderFailure({ kind: "misconfigured", problems: many }))).toContain("… and 7 more");
  });

  it("gives the reference under which the log has the rest", () => {
    expect(renderFailure({ kind: "stale-action" }, { reference: "7K2M" }).text).toMatch(
      /`stale-action` · ref `7K2M`$/,
    );
  });

  it("says it in at most two sentences, the code at the end", () => {
    for (const failure of everyFailure({ text: () => "x", many: 3 })) {
      const { text } = renderFailure(failure);
      expect(text).toMatch(new RegExp(` \`${failure.kind}\`$`));
      expect(text.split(/[.?] (?=[A-Z*`])/).length, text).toBeLessThanOrEqual(3);
    }
  });
});

describe("buttons of a failure", () => {
  const rerun = (replacement: string): string => `/agent status ${replacement}`;

  it("run what was meant", () => {
    const typo: Failure = {
      kind: "unknown-verb",
      command: "agent",
      given: "stauts",
      suggestions: ["status"],
    };
    expect(commandsOf(renderFailure(typo, { rerun: (verb) => `/agent ${verb} prod/support-line` }))).toEqual({
      "Run /agent status prod/support-line": "/agent status prod/support-line",
    });
    const flag: Failure = { kind: "unknown-flag", usage, given: "projct", nearest: "project" };
    expect(commandsOf(renderFailure(flag, { rerun: (name) => `/agent list --${name} prod` }))).toEqual({
      "Run /agent list --project prod": "/agent list --project prod",
    });
  });

  it("offer help where nothing comes near", () => {
    const failure: Failure = { kind: "unknown-verb", command: "dispatch", given: "xyz", suggestions: [] };
    expect(commandsOf(renderFailure(failure))).toEqual({ Help: "/dispatch help" });
  });

  it("offer one choice for each agent that may be meant", () => {
    const failure: Failure = {
      kind: "agent-ambiguous",
      given: "support-line",
      candidates: twoLines,
      unreachable: [],
      refused: [],
    };
    expect(commandsOf(renderFailure(failure, { rerun }))).toEqual({
      "prod/support-line": "/agent status prod/support-line",
      "staging/support-line": "/agent status staging/support-line",
    });
  });

  it("tell two agents of one name in one project apart by id", () => {
    const candidates = [
      { project: "prod", id: "CA_1", name: "twin" },
      { project: "prod", id: "CA_2", name: "twin" },
    ];
    const failure: Failure = {
      kind: "agent-ambiguous",
      given: "twin",
      candidates,
      unreachable: [],
      refused: [],
    };
    expect(commandsOf(renderFailure(failure, { rerun }))).toEqual({
      "prod/twin (CA_1)": "/agent status CA_1",
      "prod/twin (CA_2)": "/agent status CA_2",
    });
  });

  it("offer the projects that there are", () => {
    const failure: Failure = { kind: "project-needed", verb: "dispatch list", projects: ["prod", "staging"] };
    expect(Object.keys(commandsOf(renderFailure(failure, { rerun })))).toEqual(["prod", "staging"]);
  });

  it("leave out what cannot be written as a command", () => {
    const failure: Failure = { kind: "unknown-project", given: "prd", known: ["prod", "voice"] };
    const some = renderFailure(failure, { rerun: (project) => (project === "prod" ? null : rerun(project)) });
    expect(commandsOf(some)).toEqual({ voice: "/agent status voice" });
    expect(commandsOf(renderFailure(failure))).toEqual({});
  });

  it("of a change say what they do, and guess neither a flag nor a project", () => {
    const asked: AskedCommand = { act: "Roll back", changes: true, help: "/agent help rollback" };
    const labels = (failure: Failure): string[] =>
      Object.keys(commandsOf(renderFailure(failure, { rerun, asked })));
    const gaps = { unreachable: [], refused: [] };
    const unknown = { kind: "unknown-project", given: "prd", known: ["prod", "voice"] } as const;
    expect(labels({ kind: "agent-ambiguous", given: "support-line", candidates: twoLines, ...gaps })).toEqual(
      ["Roll back prod/support-line", "Roll back staging/support-line"],
    );
    expect(
      labels({ kind: "agent-not-found", given: "suport-line", nearest: twoLines, searched: [], ...gaps }),
    ).toEqual(["Roll back prod/support-line", "Roll back staging/support-line"]);
    expect(labels({ kind: "project-needed", verb: "dispatch delete", projects: ["prod"] })).toEqual([
      "Roll back in prod",
    ]);
    expect(labels(unknown)).toEqual([]);
    expect(labels({ ...unknown, candidates: twoLines.slice(0, 1) })).toEqual(["Roll back prod/support-line"]);
    const flag = renderFailure(
      { kind: "unknown-flag", usage, given: "versoin", nearest: "version" },
      { rerun: (name) => `/agent rollback x --${name} 1`, asked },
    );
    expect(commandsOf(flag)).toEqual({ Help: "/agent help rollback" });
    expect(flag.text).toContain("Did you mean `--version`? Then send `/agent rollback x --version 1`.");
  });

  it("of a read lead only to projects that have the agent", () => {
    const failure: Failure = { kind: "unknown-project", given: "prd", known: ["prod", "voice"] };
    expect(commandsOf(renderFailure({ ...failure, candidates: twoLines.slice(0, 1) }, { rerun }))).toEqual({
      "prod/support-line": "/agent status prod",
    });
    expect(commandsOf(renderFailure({ ...failure, candidates: [] }, { rerun }))).toEqual({});
  });

  it("lead to the help where the form of a command was missed", () => {
    const asked: AskedCommand = { act: "Status", changes: false, help: "/agent help status" };
    for (const failure of [
      { kind: "missing-argument", usage, argument: "agent" },
      { kind: "missing-flag-value", usage, flag: "page" },
      { kind: "bad-value", usage, name: "--page", expected: "a page number from 1 up" },
    ] as const)
      expect(commandsOf(renderFailure(failure, { asked }))).toEqual({ Help: "/agent help status" });
  });

  it("try again only where nothing can happen twice", () => {
    const command = "/agent status prod/support-line";
    const labels = (failure: Failure): string[] =>
      Object.keys(commandsOf(renderFailure(failure, { command })));
    expect(labels({ kind: "platform-unavailable", cause: "timeout", call })).toEqual(["Try again"]);
    expect(labels({ kind: "platform-unavailable", cause: "timeout", call: change })).toEqual([]);
    expect(labels({ kind: "platform-unauthorized", call })).toEqual([]);
  });
});
