import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { startingWorkspace } from "../../sim/slack/starting-workspace.ts";
import { COMMANDS, commandIds } from "../../src/commands/command-table.ts";
import { NEEDED_SCOPES } from "../../src/commands/handlers/doctor.ts";
import { createLogger } from "../../src/log.ts";
import { createBoltApp } from "../../src/slack/bolt-app.ts";
import { registerListeners } from "../../src/slack/register-listeners.ts";
import { SLACK_METHODS } from "../support/slack-methods.ts";
import { ROOT, readSourceFiles } from "../support/source-files.ts";

const manifest = parse(readFileSync(join(ROOT, "manifest.yml"), "utf8"));
const slashCommands: { command: string; url: string; usage_hint: string; should_escape: boolean }[] =
  manifest.features.slash_commands;
const scopes: string[] = manifest.oauth_config.scopes.bot;

/** Scopes that no method needs. */
const SCOPES_WITHOUT_METHOD: Readonly<Record<string, string>> = {
  commands: "Slack sends no slash command without it",
  "app_mentions:read": "Slack sends no app_mention without it",
};
/** Scopes that would let a method do more than is asked of it. */
const SCOPES_LEFT_OUT: Readonly<Record<string, string>> = {
  "mpim:read": "the app is in no group direct message, so none has approvers or a card",
  "mpim:history": "likewise, there is no card to be found there",
};

/** What the code listens to, by the kind of listener: the names or patterns that it gives. */
function readListeners() {
  const listeners: Record<string, unknown[]> = {};
  createBoltApp(createLogger(vi.fn()), (app) => {
    const spies = {
      command: vi.spyOn(app, "command"),
      event: vi.spyOn(app, "event"),
      message: vi.spyOn(app, "message"),
      action: vi.spyOn(app, "action"),
      view: vi.spyOn(app, "view"),
      options: vi.spyOn(app, "options"),
      shortcut: vi.spyOn(app, "shortcut"),
      function: vi.spyOn(app, "function"),
    };
    registerListeners(app, () => {
      throw new Error("nothing is asked here");
    });
    for (const [kind, { mock }] of Object.entries(spies))
      listeners[kind] = mock.calls.map(([constraint]) => constraint);
  });
  return listeners;
}

/** The Web API methods that the code calls, by name; `web()` is the only way to any. */
function readCalledMethods(): string[] {
  const called = readSourceFiles("src").flatMap(({ text }) => text.match(/\bweb\(\)[\w.]*/g) ?? []);
  return [...new Set(called)].map((call) => call.replace("web().", ""));
}

describe("manifest.yml", () => {
  it("registers exactly the commands of the table, with every verb in the usage hint", () => {
    const commands = [...new Set(commandIds.map((id) => `/${COMMANDS[id].command}`))];
    expect(slashCommands.map(({ command }) => command)).toEqual(commands);
    for (const { command, usage_hint: hint } of slashCommands) {
      const verbs = commandIds
        .map((id) => COMMANDS[id])
        .filter((spec) => `/${spec.command}` === command)
        .map(({ verb }) => verb);
      // `/dispatch help` is what a bare `/dispatch` answers; its hint is better spent on what it does.
      for (const verb of verbs)
        if (verb !== null && !(command === "/dispatch" && verb === "help"))
          expect(hint.split(/[ |]+/)).toContain(verb);
    }
  });

  it("asks for the scopes that the doctor looks for", () => {
    expect(scopes).toEqual([...NEEDED_SCOPES]);
  });

  it("asks for what the methods need that are called, and for what has a reason", () => {
    const called = readCalledMethods();
    expect(called.length).toBeGreaterThan(10);
    expect(called.filter((method) => !SLACK_METHODS[method])).toEqual([]);
    const needed = new Set(called.flatMap((method) => SLACK_METHODS[method]?.scopes ?? []));
    expect(Object.keys(SCOPES_LEFT_OUT).filter((scope) => !needed.has(scope))).toEqual([]);
    expect(Object.keys(SCOPES_WITHOUT_METHOD).filter((scope) => needed.has(scope))).toEqual([]);
    const asked = [...needed, ...Object.keys(SCOPES_WITHOUT_METHOD)];
    expect(scopes).toEqual(asked.filter((scope) => !(scope in SCOPES_LEFT_OUT)).toSorted());
  });

  it("sends what is listened to, and nothing else", () => {
    const { command, event, action, view, options, message, shortcut, function: steps } = readListeners();
    const [pattern] = command ?? [];
    expect(command).toHaveLength(1);
    expect(slashCommands.map(({ command: name }) => pattern instanceof RegExp && pattern.test(name))).toEqual(
      slashCommands.map(() => true),
    );
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(event);
    expect([action?.length, view?.length, options?.length]).toEqual([1, 2, 1]);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect([message, shortcut, steps]).toEqual([[], [], []]);
    expect(manifest.features).not.toHaveProperty("shortcuts");
    expect(manifest).not.toHaveProperty("functions");
  });

  it("describes the app of the simulated workspace", () => {
    const { scopes: granted, events, commands } = startingWorkspace.setup;
    expect(granted).toEqual(scopes);
    expect(events).toEqual(manifest.settings.event_subscriptions.bot_events);
    expect(commands).toEqual(slashCommands.map(({ command }) => command));
  });

  it("sends everything to the one door, escaped", () => {
    const { event_subscriptions: events, interactivity } = manifest.settings;
    const urls = [
      ...slashCommands.map(({ url }) => url),
      events.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
    ];
    expect(new Set(urls.map((url) => new URL(url).pathname))).toEqual(new Set(["/slack/events"]));
    expect(slashCommands.every(({ should_escape: escapes }) => escapes)).toBe(true);
  });
});
