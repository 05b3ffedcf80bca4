/** What must hold when all is over, whatever went wrong before. Each violation is a sentence. */
import type { LocalBot } from "../support/local-bot.ts";
import { findAlarmViolations } from "./find-alarm-violations.ts";
import { findCardViolations } from "./find-card-violations.ts";
import { findEffectViolations } from "./find-effect-violations.ts";
import { findLeaks } from "./find-leaks.ts";
import { readOperations } from "./read-operations.ts";
import { readStorage } from "./read-storage.ts";
import type { Effect } from "./watch-effects.ts";

export async function findViolations(bot: LocalBot, effects: readonly Effect[]): Promise<readonly string[]> {
  const objects = readStorage(bot.files.storage);
  const { messages } = bot.world.slack.snapshot();
  const { operations, problems } = readOperations(objects);
  const rooms = bot.world.livekit.state().projects.flatMap((project) => project.rooms);
  return [
    ...problems,
    ...findEffectViolations(operations, effects, rooms),
    ...findCardViolations(operations, messages),
    ...findAlarmViolations(objects, Date.now()),
    ...findLeaks(bot),
  ];
}
