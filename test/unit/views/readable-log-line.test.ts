import { describe, expect, it } from "vitest";
import { readableLogLine } from "../../../src/views/readable-log-line.ts";

const AT = Date.UTC(2026, 10, 22, 9);
const read = (fields: object, at: number | null = AT) => readableLogLine(JSON.stringify(fields), at);

describe("readableLogLine", () => {
  it("puts level and message of a line of JSON first, and the rest behind", () => {
    const timestamp = "2026-11-22T09:00:00.000000+00:00";
    expect(
      read({ message: "job done", level: "INFO", name: "livekit.agents", took: 1.5, why: "a b", timestamp }),
    ).toBe('INFO job done name=livekit.agents took=1.5 why="a b"');
    expect(read({ message: "x", level: 30, timestamp: "soon" }, null)).toBe("x timestamp=soon level=30");
    expect(read({ message: "a\nb", exc_info: "Traceback:\n  x" })).toBe('a\\nb exc_info="Traceback:\\n  x"');
  });

  it.each(["plain", '{"level":"INFO"}', '{"message":7}', '{"message":"cut', '["message"]', "{}"])(
    "leaves %s as it is",
    (line) => expect(readableLogLine(line, AT)).toBe(line),
  );

  it("spells out nothing that was hidden from the masking", () => {
    const line = '{"message":"sk\\u002dproj-abc"}';
    expect(readableLogLine(line, AT)).toBe(line);
  });
});
