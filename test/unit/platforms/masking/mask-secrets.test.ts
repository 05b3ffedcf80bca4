import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMasks, MASK } from "../../../../src/platforms/masking/mask.ts";
import { maskSecrets } from "../../../../src/platforms/masking/mask-secrets.ts";
import { LEAKS, PEM } from "./secret-samples.ts";

/** Lines that have nothing to hide, as agents on both clouds write them. */
const HARMLESS = [
  'INFO {"message":"received job request","room":"room-1","agentId":"CA_p7KxQ2mVw9Ld","timestamp":"2026-11-22T12:00:00Z"}',
  "deployment c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103 of version 20250809003117 is active",
  "deploymentId=c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103 session_id=c0ffe102-0000-4000-8000-000000000102",
  "git_commit=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b branch=main",
  "image sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "cache key: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
  "key=room-1 key: c0ffe102-0000-4000-8000-000000000102",
  "prompt_tokens=123 completion_tokens: 45 max_tokens=1000 tokens: 7",
  "time to first token: 0.312s, last token: 1,204",
  'token: "hello" token=the token: 17',
  "secretSet=voice-starter-secrets imagePullSecretSet: registry",
  "password: incorrect, token: missing, api_key: None, secret=null",
  "basic authentication is off; bearer authentication required; Basic Configuration follows",
  "risk-assessment-2024-final-report and task-runner-number-12345678",
  "import sklearn; sk-learn-like-models-are-fun-to-train",
  "GET https://api.example.com:8443/v1/rooms?email=a@example.com 200",
  "postgres://localhost:5432/voice and wss://prod.livekit.cloud",
  "monkey=bananas turkey: 20 donkeys",
  "tokenizer: cl100k_base, token_type: bearer, secret_name: db",
  '  File "/app/bot.py", line 3, in <module>',
  "KeyError: 'OPENAI_API_KEY'",
  "the ssh key was rejected; your password has expired",
];

describe("maskSecrets", () => {
  it.each(LEAKS)("hides %s and shows the rest", (_, line, hidden, expected) => {
    expect(line).toContain(hidden);
    expect(maskSecrets(line)).toBe(expected);
  });

  it.each(HARMLESS)("leaves alone: %s", (line) => {
    expect(maskSecrets(line)).toBe(line);
  });

  it.each<[string, string, readonly string[]]>([
    ["a whole key", `a\n${PEM.join("\n")}\nb`, ["a", PEM[0] + MASK, "", "", "", PEM.at(-1) ?? "", "b"]],
    [
      "one with something before each line",
      PEM.map((line) => `12:00:00 INFO ${line}`).join("\n"),
      [`12:00:00 INFO ${PEM[0]}${MASK}`, "", "", "", PEM.at(-1) ?? ""],
    ],
    ["one on one line", `"${PEM.join("\\n")}"`, [`"${PEM[0]}${MASK}${PEM.at(-1)}"`]],
    [
      "one whose end is cut off",
      `${PEM.slice(0, 3).join("\n")}\nbye now`,
      [PEM[0] + MASK, "", "", "bye now"],
    ],
    [
      "one whose beginning is cut off",
      `hello you\n${PEM.slice(1).join("\n")}\nb`,
      ["hello you", "", "", MASK, PEM.at(-1) ?? "", "b"],
    ],
  ])("hides the body of a private key: %s", (_, text, lines) => {
    expect(maskSecrets(text).split("\n")).toEqual(lines);
  });

  it("hides two keys in one text, and shows what stands between them", () => {
    const text = `${PEM.join("\n")}\nbetween\n${PEM.join("\n")}`;
    expect(maskSecrets(text)).toContain("\nbetween\n");
    expect(countMasks(maskSecrets(text))).toBe(2);
  });

  const around = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(" ", '{"a":"', "…", "\u001b[31m", "<!channel> ", "```", "-H '", "key "),
  );

  it("hides what leaks wherever it stands in a line", () => {
    fc.assert(
      fc.property(fc.constantFrom(...LEAKS), around, around, ([, line, hidden], before, after) => {
        expect(maskSecrets(`${before} ${line} ${after}`)).not.toContain(hidden);
      }),
    );
  });

  it("says the same when it is asked twice, and keeps every line", () => {
    const text = fc
      .array(
        fc.oneof(around, fc.constantFrom(...LEAKS.map(([, line]) => line), ...PEM, "\n", "password=", MASK)),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (written) => {
        const once = maskSecrets(written);
        expect(maskSecrets(once)).toBe(once);
        expect(once.split("\n")).toHaveLength(written.split("\n").length);
      }),
      { numRuns: 500 },
    );
  });

  const REPEATED = [
    ...[
      "eyJ",
      "eyJaaaaaaaa.",
      "sk-",
      "token:",
      "key=",
      "a:",
      "://a:",
      "password=x",
      "Bearer ",
      "-",
      "A",
      " ",
    ],
    ...["\\n", '"', "secret='", "token='", PEM[0] ?? "", PEM.at(-1) ?? ""],
  ];
  // Two minutes and more where a pattern went over the same text again and again.
  it.each(REPEATED)("is done with as much as is ever read of a log: %j", (unit) => {
    expect(maskSecrets(unit.repeat(Math.ceil(300_000 / unit.length))).length).toBeGreaterThan(0);
  });
});
