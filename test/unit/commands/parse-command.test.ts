import { describe, expect, it } from "vitest";
import { COMMANDS, commandIds } from "../../../src/commands/command-table.ts";
import { correctLine } from "../../../src/commands/correct-line.ts";
import { parseCommand } from "../../../src/commands/parse-command.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";

const parse = (command: string, text: string) => {
  const tokens = tokenize(text);
  return tokens.ok ? parseCommand(command, tokens.value) : tokens;
};
const agent = (text: string) => parse("agent", text);
const dispatch = (text: string) => parse("dispatch", text);

/** The line that a button would run, and what it then means. */
const corrected = (command: string, text: string, replacement: string): string | null => {
  const tokens = tokenize(text);
  if (!tokens.ok) return null;
  const parsed = parseCommand(command, tokens.value);
  return parsed.ok ? null : correctLine(command, tokens.value, parsed.failure, replacement);
};

describe("parseCommand", () => {
  it("understands each example of the command table as the command that it is an example of", () => {
    for (const id of commandIds) {
      const [, command = "", text = ""] = /^\/(\w+) ?(.*)$/.exec(COMMANDS[id].example) ?? [];
      expect(parse(command, text), COMMANDS[id].example).toMatchObject({ ok: true, value: { id } });
    }
  });

  it("answers a bare command with help", () => {
    expect(agent("")).toEqual({ ok: true, value: { id: "agent.help", input: { verb: null } } });
    expect(dispatch(" ")).toMatchObject({ ok: true, value: { id: "dispatch.help" } });
  });

  it.each([
    "status prod/x --page 2 --json",
    "status --json --page=2 prod/x",
    "status page=2 prod/x json=true",
    "STATUS —page 2 prod/x —json",
  ])("reads flags in every form and order: %s", (text) => {
    expect(agent(text)).toEqual({
      ok: true,
      value: { id: "agent.status", input: { agent: "prod/x", project: null, page: 2, json: true } },
    });
  });

  it("knows a verb by its other names", () => {
    expect(agent("deployments x")).toMatchObject({ ok: true, value: { id: "agent.versions" } });
  });

  it("takes the agent by --id, as lk does", () => {
    expect(agent("versions --id CA_x1")).toMatchObject({ ok: true, value: { input: { agent: "CA_x1" } } });
  });

  it("reads every flag of a dispatch", () => {
    const text = `support-line "room 1" --metadata '{"vip": true}' --restart never --deployment canary --attr a=1 --attr b=x=y project=prod`;
    expect(dispatch(text)).toEqual({
      ok: true,
      value: {
        id: "dispatch.create",
        input: {
          agent: "support-line",
          room: "room 1",
          metadata: '{"vip": true}',
          restart: "never",
          deployment: "canary",
          attr: [
            { key: "a", value: "1" },
            { key: "b", value: "x=y" },
          ],
          project: "prod",
        },
      },
    });
  });

  it("takes a quoted word that begins with dashes for a value", () => {
    expect(dispatch('support-line room --metadata "--json"')).toMatchObject({
      ok: true,
      value: { input: { metadata: "--json" } },
    });
  });

  it("takes every word after a lone -- for an argument", () => {
    expect(dispatch("-- support-line --odd-room")).toMatchObject({
      ok: true,
      value: { input: { room: "--odd-room" } },
    });
  });

  it("leaves key=value alone where the key is no flag", () => {
    expect(dispatch("support-line a=b")).toMatchObject({ ok: true, value: { input: { room: "a=b" } } });
  });

  it.each([
    ["statsu x", ["status"]],
    ["versoins x", ["versions"]],
    ["sec", ["secrets"]],
    ["deployment", ["deployments"]],
  ])("suggests the nearest verb for %s", (text, suggestions) => {
    expect(agent(text)).toMatchObject({ ok: false, failure: { kind: "unknown-verb", suggestions } });
  });

  it("suggests nothing where nothing is near", () => {
    expect(agent("xylophone")).toMatchObject({
      ok: false,
      failure: { kind: "unknown-verb", suggestions: [] },
    });
  });

  it("takes a lone mistyped word after /dispatch for a verb, and two words for an agent and a room", () => {
    expect(dispatch("lst")).toMatchObject({
      ok: false,
      failure: { kind: "unknown-verb", suggestions: ["list"] },
    });
    expect(dispatch("lst room")).toMatchObject({ ok: true, value: { id: "dispatch.create" } });
  });

  it.each([
    [dispatch, "support-line", { kind: "missing-argument", argument: "room" }],
    [dispatch, "list", { kind: "missing-argument", argument: "room" }],
    [agent, "status a b", { kind: "unexpected-argument", given: "b", quoted: null }],
    [agent, "status a --jsn", { kind: "unknown-flag", given: "jsn", nearest: "json" }],
    [agent, "status a --xylophone", { kind: "unknown-flag", nearest: null }],
    [agent, "status a -p", { kind: "unknown-flag", given: "p" }],
    [agent, "status a --page", { kind: "missing-flag-value", flag: "page" }],
    [agent, "status a --page --json", { kind: "missing-flag-value", flag: "page" }],
    [agent, "restart a --reason no calls now", { given: "calls", quoted: '--reason "no calls now"' }],
    [agent, "lock a --reason=demo today --for 2h", { given: "today", quoted: '--reason "demo today"' }],
    [agent, "restart a --project prod b", { given: "b", quoted: null }],
    [agent, "deploy a --ref -f", { kind: "bad-value", name: "--ref" }],
    [agent, "deploy a --branch main", { kind: "unknown-flag", given: "branch", nearest: null }],
    [agent, "deploy a --build x", { kind: "unknown-flag", given: "build", nearest: "build-id" }],
    [agent, "status a --page 0", { kind: "bad-value", name: "--page" }],
    [agent, "status a --page two", { kind: "bad-value", name: "--page" }],
    [agent, "status a --json=maybe", { kind: "bad-value", name: "--json" }],
    [agent, "list --project a --project b", { kind: "bad-value", name: "--project", expected: "given once" }],
    [dispatch, 'a "room\n1"', { kind: "bad-value", name: "room" }],
    [dispatch, `a ${"r".repeat(257)}`, { kind: "bad-value", name: "room" }],
    [dispatch, "a r --restart sometimes", { kind: "bad-value", name: "--restart" }],
    [dispatch, "a r --attr novalue", { kind: "bad-value", name: "--attr" }],
    [dispatch, "a r --deployment -x-", { kind: "bad-value", name: "--deployment" }],
    [dispatch, `a r --metadata ${"ü".repeat(262_145)}`, { kind: "bad-value", name: "--metadata" }],
    [agent, "audit verifi", { kind: "bad-value", name: "verify" }],
    [agent, "audit prod/x", { kind: "flag-left-out", given: "prod/x", flag: "agent" }],
    [dispatch, "delete room 'bad id'", { kind: "bad-value", name: "dispatch-id" }],
  ] as const)("refuses bad input with the reason: %#", (read, text, failure) => {
    expect(read(text)).toMatchObject({ ok: false, failure });
  });

  it("puts a word behind the flag that it was meant for, unless it is a slip or that flag is there", () => {
    expect(corrected("agent", "audit prod/x --since 7d", "prod/x")).toBe(
      "/agent audit --agent prod/x --since 7d",
    );
    for (const text of ["audit verifi", "audit prod/x --agent prod/y"]) {
      expect(agent(text)).not.toMatchObject({ failure: { kind: "flag-left-out" } });
      expect(corrected("agent", text, "prod/x")).toBeNull();
    }
  });

  it("accepts metadata of exactly 512 KiB, counted in bytes", () => {
    expect(dispatch(`a r --metadata ${"ü".repeat(262_144)}`)).toMatchObject({ ok: true });
  });

  it("is not confused by names that every object has", () => {
    expect(agent("constructor")).toMatchObject({ ok: false, failure: { kind: "unknown-verb" } });
    expect(agent("status x --__proto__ 1")).toMatchObject({ ok: false, failure: { kind: "unknown-flag" } });
    expect(agent("help toString")).toMatchObject({ ok: true, value: { input: { verb: "toString" } } });
  });
});

describe("parseCommand, asked for help the way one asks a program", () => {
  it.each([
    ["status --help", "status"],
    ["status x -h", "status"],
    ["--help", null],
  ])("answers %s with help", (text, verb) => {
    expect(agent(text)).toEqual({ ok: true, value: { id: "agent.help", input: { verb } } });
  });
});

describe("parseCommand, with hostile input", () => {
  it("takes time in proportion to what was typed", () => {
    // Each of these took minutes while it was read in a way that looked back.
    expect(agent(`${"—".repeat(300_000)} x`)).toMatchObject({ ok: false });
    expect(dispatch(`a r ${"attr=a= ".repeat(60_000)}`)).toMatchObject({ ok: true });
  });
});

describe("correctLine", () => {
  it("puts the verb right and keeps the rest, quotes included", () => {
    expect(corrected("agent", 'statsu "my agent" --page=2 —json', "status")).toBe(
      '/agent status "my agent" --page=2 --json',
    );
  });

  it("puts a flag right where it stands, with its value", () => {
    expect(corrected("agent", "status x --pag=3 --json", "page")).toBe("/agent status x --page=3 --json");
  });

  const fix = (
    command: string,
    text: string,
    failure: Parameters<typeof correctLine>[2],
    replacement: string,
  ) => {
    const tokens = tokenize(text);
    return tokens.ok ? correctLine(command, tokens.value, failure, replacement) : null;
  };
  const notFound = {
    kind: "agent-not-found",
    given: "suport",
    nearest: [],
    searched: [],
    unreachable: [],
    refused: [],
  } as const;

  it.each([
    ["status suport --json", "/agent status prod/support-line --json"],
    ["status prod/suport", "/agent status prod/support-line"],
    ["status --id suport", "/agent status --id prod/support-line"],
    ["status --id=suport", "/agent status --id=prod/support-line"],
    ["audit --agent suport", "/agent audit --agent prod/support-line"],
    ["audit --agent=suport", "/agent audit --agent=prod/support-line"],
  ])("puts the agent of %s right", (text, expected) => {
    expect(fix("agent", text, notFound, "prod/support-line")).toBe(expected);
  });

  it("does not take the verb for the agent when both have the same name", () => {
    const failure = {
      kind: "agent-ambiguous",
      given: "status",
      candidates: [],
      unreachable: [],
      refused: [],
    } as const;
    expect(fix("agent", "status status", failure, "prod/status")).toBe("/agent status prod/status");
  });

  it("names the project that was missing or mistyped", () => {
    const unknown = { kind: "unknown-project", given: "prd", known: [] } as const;
    expect(fix("agent", "status prd/x", unknown, "prod")).toBe("/agent status prod/x");
    expect(fix("agent", "list --project prd", unknown, "prod")).toBe("/agent list --project prod");
    expect(fix("agent", "list project=prd", unknown, "prod")).toBe("/agent list project=prod");
    const needed = { kind: "project-needed", verb: "dispatch list", projects: [] } as const;
    expect(fix("dispatch", 'list "room 1"', needed, "prod")).toBe('/dispatch list --project=prod "room 1"');
  });

  it("offers nothing where no word is to blame", () => {
    expect(fix("agent", "status x", { kind: "unclosed-quote", quote: '"' }, "y")).toBeNull();
  });
});
