import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/failure.ts";
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
        { kind: "unexpected-argument", usage, given: "foo" },
        { kind: "unknown-flag", usage, given: "projct", nearest: "project" },
        { kind: "unknown-flag", usage, given: "x", nearest: null },
        { kind: "missing-flag-value", usage, flag: "project" },
        { kind: "bad-value", usage, name: "--restart", expected: "`on-failure` or `never`" },
      ]),
    ).toMatchInlineSnapshot(`
      "The quote that \`“\` opens is never closed, so nothing was done. Close it, or leave it out. \`unclosed-quote\`
      I do not know \`stauts\`, so nothing was done. Did you mean \`status\`? \`unknown-verb\`
      I do not know \`xyz\`, so nothing was done. \`/agent help\` shows what there is. \`unknown-verb\`
      The agent is missing, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`missing-argument\`
      \`foo\` is one word too many, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`unexpected-argument\`
      There is no \`--projct\` here, so nothing was done. Did you mean \`--project\`? \`unknown-flag\`
      There is no \`--x\` here, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`unknown-flag\`
      \`--project\` needs a value, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`missing-flag-value\`
      \`--restart\` must be \`on-failure\` or \`never\`, so nothing was done. The form is \`/agent status [agent] [--project project]\`. \`bad-value\`"
    `);
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
        },
        { kind: "agent-not-found", given: "x", nearest: [], searched: [], unreachable: [] },
        { kind: "agent-ambiguous", given: "support-line", candidates: twoLines, unreachable: ["voice"] },
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
      *LiveKit Cloud* did not answer in time for *prod*, so there is nothing to show. Try again in a moment, or look at its status page. \`platform-unavailable\`
      *LiveKit Cloud* could not be reached for *prod*, so there is nothing to show. Try again in a moment, or look at its status page. \`platform-unavailable\`
      *LiveKit Cloud* had an internal error for *prod*, so this may or may not have been done. Look before you repeat it; I will not repeat it by myself. \`platform-unavailable\`
      *LiveKit Cloud* answered for *prod* in a form that I cannot read (at \`agents.0.id\`), so there is nothing to show. A newer Switchboard may help. \`platform-unreadable\`
      *LiveKit Cloud* answered in a form that I cannot read, so I do not know what it did in *prod*. Look before you repeat it. \`platform-unreadable\`
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
    const failure: Failure = { kind: "agent-ambiguous", given: "twin", candidates, unreachable: [] };
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

  it("try again only where nothing can happen twice", () => {
    const command = "/agent status prod/support-line";
    const labels = (failure: Failure): string[] =>
      Object.keys(commandsOf(renderFailure(failure, { command })));
    expect(labels({ kind: "platform-unavailable", cause: "timeout", call })).toEqual(["Try again"]);
    expect(labels({ kind: "platform-unavailable", cause: "timeout", call: change })).toEqual([]);
    expect(labels({ kind: "platform-unauthorized", call })).toEqual([]);
  });
});
