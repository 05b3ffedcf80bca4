import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COMMANDS, commandIds } from "../../src/commands/command-table.ts";
import { NEEDED_SCOPES } from "../../src/commands/handlers/doctor.ts";
import { ROOT } from "../support/source-files.ts";

const manifest = parse(readFileSync(join(ROOT, "manifest.yml"), "utf8"));
const slashCommands: { command: string; url: string; usage_hint: string; should_escape: boolean }[] =
  manifest.features.slash_commands;

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

  it("asks for the scopes that are needed, and for no other", () => {
    expect(manifest.oauth_config.scopes.bot).toEqual([...NEEDED_SCOPES]);
  });

  it("subscribes to the events that are listened to", () => {
    const listeners = readFileSync(join(ROOT, "src/slack/register-listeners.ts"), "utf8");
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(
      [...listeners.matchAll(/app\.event\("([^"]+)"/g)].map(([, event]) => event),
    );
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
