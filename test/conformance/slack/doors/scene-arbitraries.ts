/** What happens in Slack, for which it sends requests: genuine, whatever people type. */
import fc from "fast-check";
import { COMMAND_FORM } from "../../../../src/views/render-command-form.ts";
import type { Scene } from "./letter.ts";

export const FORM = "application/x-www-form-urlencoded";
export const JSON_TYPE = "application/json";

/** Full members, a guest, and who holds which role; all of them are in COPS. */
const user = fc.constantFrom("UADMIN", "UAPPROVER", "UOPERATOR", "UVIEWER", "UGUEST");
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("<!channel> & <https://a.example|b>", "“quoted”", "--flag='x", "ä🙂\n\tü"),
  },
);
const words = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "",
      "help",
      "help rollback",
      "list",
      "list --json",
      "status",
      "status prod/support-line",
      "status nobody-knows",
      "statsu support-line",
      "versions prod/support-line",
      "operations",
      "secrets --project voice",
      "audit",
      "rollback prod/support-line",
      "restart voice/quiet-desk --dry-run",
      "delete prod/support-line",
      "lock prod/support-line --reason 'do not touch'",
      "unlock prod/support-line",
      "reject 7K2M",
      "approve 7K2M --plan 0123",
    ),
  },
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: text.map((given) => `status ${given}`) },
);
const line = fc.oneof(
  { weight: 5, arbitrary: words.map((given) => `/agent ${given}`) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("support-line room-7 --project prod", "list room-7 --project prod", "help", "")
      .map((given) => `/dispatch ${given}`),
  },
);
/** An element's value or id is never empty in Slack. */
const someText = text.map((given) => given || "x");

const command = fc.record({
  type: fc.constant("command" as const),
  user,
  channel: fc.constant("COPS"),
  text: line,
});
const press = fc.record({
  type: fc.constant("press" as const),
  user,
  actionId: fc.oneof(
    fc.constantFrom("command.run:0", "command.share:1", "command.ask:2", "old.button:7"),
    someText,
  ),
  value: fc.oneof(
    line,
    fc.constantFrom("/agent reject 7K2M --reason", "/agent lock prod/support-line --reason"),
    someText,
  ),
  isEphemeral: fc.boolean(),
  inThread: fc.boolean(),
});
const picked = {
  user,
  actionId: fc.constantFrom("agent.pick:status", "agent.pick:versions", "agent.pick:nothing", "else"),
};
const pick = fc.record({
  type: fc.constant("pick" as const),
  ...picked,
  value: fc.oneof(fc.constantFrom("prod/support-line", "voice/quiet-desk"), someText),
});
const suggest = fc.record({
  type: fc.constant("suggest" as const),
  ...picked,
  value: fc.oneof(fc.constantFrom("", "desk", "support", "prod/"), text),
});
const submit = fc.record({
  type: fc.constant("submit" as const),
  user,
  callbackId: fc.oneof(
    { weight: 4, arbitrary: fc.constant(COMMAND_FORM.callbackId) },
    { weight: 1, arbitrary: text },
  ),
  metadata: fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .record({
          command: fc.oneof(
            fc.constantFrom("/agent reject 7K2M --reason", "/agent lock prod/support-line --reason"),
            line,
          ),
          channelId: fc.constantFrom("COPS", "CDEV"),
          threadTs: fc.constantFrom(null, "1793610000.000001"),
        })
        .map((metadata) => JSON.stringify(metadata)),
    },
    { weight: 1, arbitrary: text },
  ),
  text,
});
const close = fc.record({ type: fc.constant("close" as const), user });
const mention = fc.record({
  type: fc.constant("mention" as const),
  user,
  channel: fc.constant("COPS"),
  text: words.map((given) => `@switchboard ${given}`),
  inThread: fc.boolean(),
});
const bytes = fc.oneof(
  text.map((challenge) => ({
    type: "bytes" as const,
    contentType: JSON_TYPE,
    body: JSON.stringify({ token: "x", type: "url_verification", challenge }),
  })),
  fc
    .constantFrom("ssl_check=1&token=x", "ssl_check=1", "ssl_check=0", "ssl_check=1&payload=%7B%7D")
    .map((body) => ({
      type: "bytes" as const,
      contentType: FORM,
      body,
    })),
);

export const scene: fc.Arbitrary<Scene> = fc.oneof(
  { weight: 4, arbitrary: command },
  { weight: 4, arbitrary: press },
  { weight: 1, arbitrary: pick },
  { weight: 2, arbitrary: suggest },
  { weight: 3, arbitrary: submit },
  { weight: 1, arbitrary: close },
  { weight: 3, arbitrary: mention },
  { weight: 2, arbitrary: bytes },
);
