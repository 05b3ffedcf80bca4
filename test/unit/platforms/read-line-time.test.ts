import { describe, expect, it } from "vitest";
import { readLineTime } from "../../../src/platforms/read-line-time.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

describe("readLineTime", () => {
  it.each<[string, number]>([
    ["2026-11-22T12:00:00Z hello", NOON],
    ["2026-11-22T12:00:00.123456789Z hello", NOON + 123],
    ["[2026-11-22 12:00:00,250] INFO hello", NOON + 250],
    ["2026-11-22 12:00:00.5 | DEBUG | hello", NOON + 500],
    ["2026-11-22T13:00:00+01:00 hello", NOON],
    ["2026-11-22T07:30:00-0430", NOON],
    ["2026-11-22 12:00:00 UTC [1] LOG: hello", NOON],
    ['{"message":"hello","timestamp":"2026-11-22T12:00:00.000000+00:00"}', NOON],
    ['{"time":1795348800,"message":"x"}', NOON],
    ['{"ts":1795348800.25}', NOON + 250],
    ['{"level":30,"time":1795348800000}', NOON],
    ['  {"@timestamp":"2026-11-22 12:00:00"}', NOON],
    ['{"time":"soon","ts":1795348800000000000}', NOON],
  ])("reads %s", (line, at) => {
    expect(readLineTime(line)).toBe(at);
  });

  it.each([
    "INFO:     Started server process [1]",
    '  File "/app/bot.py", line 3',
    "at 2026-11-22T12:00:00Z it broke",
    "2026-11-22 is a day",
    "2026-13-45T99:00:00Z",
    '{"time":0.31,"message":"took a while"}',
    '{"message":"2026-11-22T12:00:00Z"}',
    '{"timestamp":"2026-11-22T12:00',
    "[1, 2]",
    "",
  ])("reads no time in %s", (line) => {
    expect(readLineTime(line)).toBeNull();
  });
});
