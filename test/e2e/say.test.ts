import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/source-files.ts";

const run = promisify(execFile);

/** With a port base at which nothing runs. */
const say = async (...words: string[]) => {
  const script = join(ROOT, "sim/say.ts");
  return await run(process.execPath, [script, ...words, "--port-base", "64000"], { cwd: ROOT });
};

describe("npm run say", () => {
  it("answers without a playground, in a world that ends with it", async () => {
    const { stdout, stderr } = await say("@switchboard status prod/crashy", "--as", "viewer");
    expect(stdout).toContain("prod/crashy is failing");
    expect(stderr).toContain("npm start");
  });

  it("ends with 2 and says what there is when it is asked for what is not there", async () => {
    const failure: unknown = await say("/agent status", "--in", "random").catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("COPS  voice-ops"),
    });
  });
});
