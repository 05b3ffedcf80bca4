import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { md5 } from "../../../sim/pipecat/supplies/md5.ts";

it("is the MD5 that everybody computes, of any length", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(md5(bytes)).toBe(createHash("md5").update(bytes).digest("hex"));
    }),
    { examples: [0, 55, 56, 63, 64, 65, 119, 120].map((length) => [new Uint8Array(length)]) },
  );
});
