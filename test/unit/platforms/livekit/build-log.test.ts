import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BuildLog } from "../../../../src/platforms/livekit/build-log.ts";

const vertex = (index: number, more: object = {}) =>
  JSON.stringify({ vertexes: [{ digest: `sha256:${index}`, name: `[${index}/3] RUN something`, ...more }] });
const piece = (text: string | Uint8Array, { step = 1, stream = 1 } = {}) => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return { vertex: `sha256:${step}`, stream, data: btoa(String.fromCharCode(...bytes)) };
};
const output = (...given: Parameters<typeof piece>) => JSON.stringify({ logs: [piece(...given)] });
const read = (...lines: readonly string[]) => {
  const log = new BuildLog();
  for (const line of lines) log.add(line);
  return log;
};

describe("BuildLog", () => {
  it("counts the steps and names the one that began last", () => {
    const log = read(
      vertex(1, { started: "t", completed: "t" }),
      vertex(2, { started: "t" }),
      vertex(3),
      vertex(2, { started: "t", completed: null }),
    );
    expect(log.progress()).toMatchObject({ step: "[2/3] RUN something", done: 1, total: 3, queue: null });
  });

  it("counts the steps that the Dockerfile has, from the first on", () => {
    const named = (name: string, completed: string | null) =>
      JSON.stringify({ vertexes: [{ digest: name, name, started: "t", completed }] });
    const log = read(
      named("[internal] load build definition from Dockerfile", "t"),
      named("[build 1/4] FROM node", "t"),
      named("[stage-1 1/3] FROM node", null),
    );
    expect(log.progress()).toMatchObject({ done: 1, total: 7, step: "[stage-1 1/3] FROM node" });
  });

  it("waits in the queue until a step begins", () => {
    const queued = '{"lkQueue":{"message":"2 builds before yours"}}';
    expect(read(queued).progress().queue).toBe("2 builds before yours");
    expect(read('{"lkQueue":{}}').progress().queue).toBe("waiting for a builder");
    expect(read(queued, vertex(1)).progress().queue).toBe("2 builds before yours");
    expect(read(queued, vertex(1, { started: "t" })).progress().queue).toBeNull();
  });

  it("keeps the newest fifteen lines of output, without colours, whole characters across pieces", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const log = read(...lines.map((line) => output(`\u001b[31m${line}\u001b[0m\n`)));
    expect(log.progress().lines).toEqual(lines.slice(-15));
  });

  it("puts the lines of steps together that run side by side", () => {
    const log = read(
      output("OPENAI_API_KEY=", { step: 1 }),
      output("npm warn deprecated\n", { step: 2 }),
      output("and a warning\n", { step: 1, stream: 2 }),
      output("s3cretValue99\n", { step: 1 }),
    );
    expect(log.progress().lines).toEqual(["npm warn deprecated", "and a warning", "OPENAI_API_KEY=[masked]"]);
    const bytes = new TextEncoder().encode("grün\n");
    const halves = [output(bytes.slice(0, 3)), output("blau\n", { step: 2 }), output(bytes.slice(3))];
    expect(read(...halves).progress().lines).toEqual(["blau", "grün"]);
  });

  it("shows a line that was not ended once its step has", () => {
    const begun = [output("password="), output("hunter2"), output("other", { step: 2 })];
    expect(read(...begun).progress().lines).toEqual([]);
    const ended = { digest: "sha256:1", name: "RUN", started: "t", completed: "t" };
    const last = JSON.stringify({ vertexes: [ended], logs: [piece("!")] });
    expect(read(...begun, last).progress().lines).toEqual(["password=[masked]"]);
  });

  it("keeps the beginning of a line that never ends, and what other steps write", () => {
    const endless = Array.from({ length: 100 }, () => output("x".repeat(1_000), { step: 2 }));
    const log = read(...endless, output("done\n"), output("\n", { step: 2 }));
    expect(log.progress().lines).toEqual(["done", expect.stringMatching(/^x{9999}…$/)]);
  });

  it("masks before it cuts, since half a secret is not known for one", () => {
    const step = `RUN git clone ${"x".repeat(170)} https://deploy:Tr0ub4dor-and-3@git.test`;
    const log = read(vertex(1, { name: step, started: "t" }));
    expect(log.progress().step).toHaveLength(200);
    expect(log.progress().step).not.toContain("Tr0ub");
    const long = `OPENAI_API_KEY=${"s".repeat(20_000)}SECRETTAIL\n`;
    expect(read(output(long), output("done\n")).progress().lines).toEqual([
      "OPENAI_API_KEY=[masked]",
      "done",
    ]);
  });

  it("sees a secret that a colour cuts in two, in a step, in the queue and in the error", () => {
    const text = "sk-proj\u001b[0m-abcdef1234567890abcdef";
    const log = read(
      JSON.stringify({ lkQueue: { message: text } }),
      vertex(1, { name: `RUN login ${text}` }),
      `BUILD ERROR: login failed for ${text}`,
    );
    expect([log.progress().queue, log.error]).toEqual([
      "sk-proj-[masked]",
      "login failed for sk-proj-[masked]",
    ]);
    expect(read(vertex(1, { name: `RUN login ${text}`, started: "t" })).progress().step).toBe(
      "RUN login sk-proj-[masked]",
    );
  });

  it("takes the error that the platform tells, as much of it as a record can hold", () => {
    expect(read(vertex(1)).error).toBeNull();
    expect(read("BUILD ERROR: exit code: 1").error).toBe("exit code: 1");
    expect(read(`BUILD ERROR: ${"x".repeat(100_000)}`).error).toMatch(/^x{1999}…$/);
    expect(read("BUILD ERROR:").error).toBe("");
  });

  it("passes over what it cannot read, whatever it is", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (lines) => {
        const log = read(...lines.filter((line) => !line.startsWith("BUILD ERROR:")), vertex(1));
        expect(log.error).toBeNull();
        expect(log.progress().total).toBeGreaterThan(0);
      }),
    );
  });

  it("forgets what no Dockerfile has so many of", () => {
    const log = read(...Array.from({ length: 2_000 }, (_, index) => vertex(index, { started: "t" })));
    expect(log.progress().total).toBe(500);
  });
});
