import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type Chat, openChat } from "../support/chat.ts";

describe("/agent config", () => {
  it("gives the file by which LiveKit's own tools know the agent", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent config prod/support-line");
    const said = chat.read();
    expect(said).toContain("(only UVIEWER)");
    expect(said).toContain("`livekit.toml` for *prod/support-line*, as it is now");
    expect(said).toContain('[project]\nsubdomain = "livekit"\n\n[agent]\nid = "CA_p7KxQ2mVw9Ld"');
    expect(chat.slack.calls.list("files.")).toEqual([]);
  });

  it("gives what a Pipecat agent runs with, in the words of its official command", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent config voice/voice-starter");
    const said = chat.read();
    expect(said).toContain('agent_name = "voice-starter"');
    expect(said).toContain('image = "your-org/voice-starter:1.4"');
    expect(said).toContain('secret_set = "voice-secrets"');
    expect(said).toContain("[scaling]\nmin_agents = 1\nmax_agents = 5");
    expect(said).toContain('[krisp_viva]\naudio_filter = "tel"');
  });

  it("brings it into the channel as a file, once, when that is wanted", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent config prod/support-line");
    chat.read();
    await chat.press("UVIEWER", "As a file");
    const said = chat.read();
    expect(said).toContain("`livekit.toml` is in this conversation; everybody here can read it.");
    expect(filesOf(chat)).toEqual(["livekit.toml"]);
  });

  it("brings nothing into a channel that another company reads", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent config prod/support-line --file", "CSHARED");
    expect(chat.read()).toContain("shared-channel");
    expect(filesOf(chat)).toEqual([]);
  });

  it.each([
    ["config prod/nobody", "agent-not-found"],
    ["config", "missing-argument"],
    ["dockerfile --python --node", "`--python` must be left out where `--node` is given"],
    ["dockerfile --pip --npm", "`--pip` must be left out where `--npm` is given"],
    ["dockerfile --node --uv", "`--node` must be left out where `--uv` is given"],
    ["dockerfile --python --pnpm", "`--python` must be left out where `--pnpm` is given"],
    ["dockerfile --pipecat --livekit", "`--livekit` must be left out where `--pipecat` is given"],
    ["dockerfile --pipecat --pnpm", "`--pnpm` must be left out for Pipecat Cloud"],
    ["dockerfile voice/voice-starter --node", "`--node` must be left out for Pipecat Cloud"],
  ])("says what is wrong with /agent %s", async (command, why) => {
    const chat = openChat();
    await chat.command("UVIEWER", `/agent ${command}`);
    expect(chat.read()).toContain(why);
  });

  it.each([
    [{ kind: "status", status: 503 }, "platform-unavailable"],
    [{ kind: "wrong-json" }, "platform-unreadable"],
  ] as const)("reports %j", async (fault, code) => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "/agents/voice-starter", fault });
    await chat.command("UVIEWER", "/agent config voice/voice-starter");
    expect(chat.read()).toContain(code);
  });
});

describe("/agent dockerfile", () => {
  it("begins with Python and uv on LiveKit, and offers the others", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent dockerfile");
    const said = chat.read();
    expect(said).toContain(
      "`Dockerfile` and `.dockerignore` for an agent in Python on LiveKit Cloud, packages by uv",
    );
    expect(said).toContain("RUN uv sync --locked --no-dev --no-install-project");
    expect(said).toContain("USER agent");
    expect(said).toContain("**/.env");
    await chat.press("UVIEWER", "With pnpm");
    expect(chat.read()).toContain("RUN pnpm install --frozen-lockfile");
  });

  it("knows the platform of an agent", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent dockerfile voice/voice-starter --pip");
    expect(chat.read()).toContain("FROM dailyco/pipecat-base:latest");
    expect(chat.pipecat.calls.list()).toHaveLength(1);
  });

  it("brings both files into the channel", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent dockerfile --npm");
    chat.read();
    await chat.press("UVIEWER", "As files");
    expect(chat.read()).toContain("`Dockerfile` and `.dockerignore` are in this conversation");
    expect(filesOf(chat)).toEqual(["Dockerfile", ".dockerignore"]);
  });

  it("says that Slack did not take them", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "files.getUploadURLExternal", fault: { kind: "status", status: 500 } });
    await chat.command("UVIEWER", "/agent dockerfile --file");
    expect(chat.read()).toContain("slack-unavailable");
    expect(filesOf(chat)).toEqual([]);
  });
});

const askedSchema = z.looseObject({ filename: z.string() });

/** The files that were brought into a conversation, by name. */
const filesOf = ({ slack }: Chat): string[] => {
  const shared = slack.calls.list("files.completeUploadExternal").length;
  const names = slack.calls
    .list("files.getUploadURLExternal")
    .map(({ request }) => askedSchema.parse(request).filename);
  return names.slice(0, shared);
};
