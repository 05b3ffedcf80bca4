import { describe, expect, it } from "vitest";
import { simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import { openChat } from "../support/chat.ts";

const { PROD_LIVEKIT_API_SECRET: _, ...ENVIRONMENT } = simulatedEnvironment({
  slack: "",
  livekit: "",
  pipecat: "",
  github: "",
});
/** Every credential of the world that cannot occur by chance ("secret" is a word), and how tokens begin. */
const SECRETS = [
  ...Object.entries(ENVIRONMENT).flatMap(([key, value]) =>
    /TOKEN|SECRET|API_KEY/.test(key) && typeof value === "string" ? [value] : [],
  ),
  "eyJ",
  "Bearer",
];

describe("secrets", () => {
  it("appear in no message, no log line and nowhere in Slack, whatever goes wrong", async () => {
    const chat = openChat();
    const faults = [
      { kind: "status", status: 401 },
      { kind: "status", status: 500, body: "Bearer sk_local eyJ devkey xoxb-local" },
      { kind: "garbage" },
      { kind: "wrong-json" },
      { kind: "cut", when: "response" },
    ] as const;
    let said = "";
    for (const fault of faults) {
      for (const cloud of [chat.livekit, chat.pipecat]) cloud.faults.inject({ match: "/", fault });
      for (const text of [
        "status",
        "list",
        "status voice/voice-starter",
        "secrets prod/support-line",
        "doctor",
      ]) {
        await chat.command("UADMIN", `/agent ${text}`);
        said += chat.read();
      }
      await chat.command("UADMIN", "/dispatch list room-1 --project prod");
      said += chat.read();
      for (const cloud of [chat.livekit, chat.pipecat]) cloud.faults.clear();
    }
    await chat.command("UADMIN", "/agent secrets voice-starter");
    await chat.command(
      "UADMIN",
      '/dispatch support-line room-1 --project prod --metadata "call of Ms Miller"',
    );
    await chat.advance(10_000);
    said += chat.read();
    const written = `${said}${JSON.stringify(chat.log)}${JSON.stringify(chat.slack.snapshot().messages)}`;
    expect(said.length).toBeGreaterThan(1_000);
    for (const secret of SECRETS) expect(written).not.toContain(secret);
    // What the caller is about is for the agent alone.
    expect(written).not.toContain("Miller");
    expect(chat.slack.calls.list("chat.postMessage").length).toBeGreaterThan(0);
  });

  it("are logged by nobody: a line has only the fields on the list", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent status voice/voice-starter");
    chat.read();
    expect(chat.log.map(({ line }) => Object.keys(line).sort())).toEqual([
      ["actor", "channel", "command", "door", "duration_ms", "message", "outcome"],
    ]);
  });
});
