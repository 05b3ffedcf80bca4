import { describe, expect, it } from "vitest";
import { formatBytes, formatCpu, formatMemory } from "../../../src/views/format-usage.ts";
import { GB } from "./fixtures.ts";

const MB = GB / 1024;

describe("formatCpu", () => {
  it.each([
    [310, 2000, "CPU 310m of 2000m"],
    [0, 2000, "CPU 0m of 2000m"],
    [310.4, null, "CPU 310m"],
    [null, 2000, "CPU limit 2000m"],
    [null, null, null],
  ])("writes %s of %s as %s", (current, limit, text) => {
    expect(formatCpu({ current, limit })).toBe(text);
  });
});

describe("formatMemory", () => {
  it.each([
    [1.1 * GB, 4 * GB, "memory 1.1 of 4 GB"],
    [0, 4 * GB, "memory 0 of 4 GB"],
    [350 * MB, 4 * GB, "memory 0.34 of 4 GB"],
    [500 * MB, 4 * GB, "memory 0.49 of 4 GB"],
    [250 * MB, 512 * MB, "memory 250 of 512 MB"],
    [64 * MB, 1 * GB, "memory 64 MB of 1 GB"],
    [12.4 * GB, 128 * GB, "memory 12 of 128 GB"],
    [1 * GB, null, "memory 1 GB"],
    [null, 4 * GB, "memory limit 4 GB"],
    [null, null, null],
  ])("writes %s of %s as %s", (current, limit, text) => {
    expect(formatMemory({ current, limit })).toBe(text);
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [1023, "1023 bytes"],
    [1536, "1.5 KB"],
    [512 * 1024, "512 KB"],
    [64 * MB, "64 MB"],
  ])("writes %d as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
