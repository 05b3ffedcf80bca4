import { expect } from "vitest";
import type { Chat } from "./chat.ts";
import { changesOf } from "./livekit-truth.ts";
import { readAudit } from "./read-audit.ts";

/** Long enough for whatever was approved to be called, and for the question to expire. */
export async function expectNothingDone(chat: Chat) {
  await chat.advance(31 * 60_000);
  expect(chat.read()).toContain("⚪ *Expired: prod/support-line was not rolled back*");
  expect(changesOf(chat)).toEqual([]);
  const events = (await readAudit()).map(({ event }) => event).filter((event) => event !== "denied");
  expect(events).toEqual(["asked", "expired", "ended"]);
}
