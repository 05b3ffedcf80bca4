import { describe, expect, it, vi } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { loseNoTime } from "../support/trouble.ts";

const MINUTE_MS = 60_000;
/** Each lets many minutes pass, look by look. */
vi.setConfig({ testTimeout: 120_000 });

const pings = (said: string): number =>
  gist(said).filter((line) => line.startsWith("(thread) <@UOPERATOR>")).length;

describe("/agent create on Pipecat Cloud", () => {
  const CREATE =
    "/agent create voice/new-bot --image your-org/voice-starter:1.4 --secret-set voice-secrets --max-agents 5";
  const made = ({ pipecat }: Chat) =>
    pipecat.calls.list("POST /v1/agents").filter(({ path }) => path === "/v1/agents");

  it("creates it once it is approved, and watches until it serves", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", CREATE);
    expect(firstLines(chat.read(), 2)).toBe(
      lines(
        "⏳ *Create voice/new-bot* from `your-org/voice-starter:1.4`",
        "Secret set none → `voice-secrets` · maximum instances none → `5`",
      ),
    );
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    expect(said).toMatch(/\(green\) \*Created voice\/new-bot\* from `your-org\/voice-starter:1.4` in /);
    expect(made(chat).map(({ request }) => request)).toEqual([
      {
        serviceName: "new-bot",
        image: "your-org/voice-starter:1.4",
        secretSet: "voice-secrets",
        autoScaling: { maxAgents: 5 },
      },
    ]);
    await chat.command("UOPERATOR", "/agent status voice/new-bot");
    expect(chat.read()).toContain("voice/new-bot");
  });

  it.each([
    [{ kind: "cut", when: "request" }],
    [{ kind: "cut", when: "response" }],
    [{ kind: "hang" }],
    [{ kind: "status", status: 503 }],
    [{ kind: "garbage" }],
  ] as const)("makes one agent where the answer does not come (%j)", async (fault) => {
    const chat = openChat();
    loseNoTime(chat);
    await chat.command("UOPERATOR", CREATE);
    chat.pipecat.faults.inject({ match: "POST /v1/agents", fault, times: 1 });
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(4 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(green) *Created voice/new-bot*");
    expect(made(chat)).toHaveLength(1);
    expect(pings(said)).toBe(1);
  });

  it.each([
    ["voice/New_Bot --image a/b:1", "`bad-value`"],
    ["voice/x --image a/b:1", "`bad-value`"],
    ["voice/new-bot", "`bad-value`"],
    ["voice/new-bot --image a/b:1 --build-id 7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001", "`bad-value`"],
    ["voice/new-bot --image a/b:1 --ref main", "`bad-value`"],
    ["voice/voice-starter --image a/b:1", "`agent-exists`"],
    ["new-bot --image a/b:1", "`project-needed`"],
    ["nowhere/new-bot --image a/b:1", "`unknown-project`"],
  ])("refuses %s", async (what, code) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent create ${what}`);
    expect(chat.read()).toContain(code);
    expect(made(chat)).toEqual([]);
  });

  it("says in the platform's words why it refused", async () => {
    const chat = openChat();
    await askAndApprove(
      chat,
      "/agent create voice/new-bot --image your-org/voice-starter:1.4 --secret-set nothing-there",
    );
    await chat.advance(MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(red) *voice/new-bot was not created*");
    expect(said).toContain("Secret set not found");
  });

  it("lets one of two creations of the same name go ahead", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", CREATE);
    await chat.command("UADMIN", "/agent create voice/new-bot --image your-org/voice-starter:1.3");
    expect(chat.read()).toContain("`agent-busy`");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(MINUTE_MS);
    chat.read();
  });
});

describe("/agent create on LiveKit Cloud", () => {
  const CREATE = "/agent create prod/order-desk --region eu-central";
  const agents = ({ livekit }: Chat) =>
    livekit.state().projects.find(({ name }) => name === "prod")?.agents ?? [];
  const newOnes = (chat: Chat) => agents(chat).slice(3);

  it("creates it of the configured commit, builds it, and says by which id it is known", async () => {
    const chat = openChat();
    expect(agents(chat)).toHaveLength(3);
    await chat.command("UOPERATOR", CREATE);
    expect(firstLines(chat.read(), 3)).toBe(
      lines(
        "⏳ *Create prod/order-desk* from `b3e90c7`",
        "`acme/support-line` at `main`: “Read opening hours from the CRM”",
        "• LiveKit Cloud gives it an id; its name appears once its worker has told it",
      ),
    );
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    const [made] = newOnes(chat);
    expect(said).toContain("(green) *Created prod/order-desk* from `b3e90c7` in 1 min");
    expect(said).toContain(`Healthy in \`eu-central\` since ‹date›. Its id is \`${made?.id}\``);
    expect(said).toMatch(
      /✓ Fetch the source, .*✓ Create the agent, .*✓ Upload .*✓ Build it, .*✓ Watch until healthy/,
    );
    expect(made).toMatchObject({ deployments: [{ region: "eu-central", status: "Running" }] });
    await chat.press("UOPERATOR", "Status");
    expect(chat.read()).toContain(`${made?.id}`);
  });

  it.each([
    ["prod/order-desk", "`us-east`"],
    ["prod/order-desk --region atlantis", "`bad-value`"],
    ["prod/support-line", "`agent-exists`"],
    ["prod/unheard-of --region us-east", "`source-not-configured`"],
    ["prod/order-desk --region us-east --image a/b:1", "`bad-value`"],
  ])("refuses %s", async (what, code) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent create ${what}`);
    expect(chat.read()).toContain(code);
    expect(newOnes(chat)).toEqual([]);
  });

  it.each([
    { kind: "cut", when: "request" },
    { kind: "cut", when: "response" },
    { kind: "hang" },
    { kind: "status", status: 503 },
  ] as const)("makes one agent where the answer does not come (%j)", async (fault) => {
    const chat = openChat();
    loseNoTime(chat);
    chat.livekit.faults.inject({ match: "/CreateAgent", fault, times: 1 });
    await askAndApprove(chat, CREATE);
    await chat.advance(5 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(green) *Created prod/order-desk*");
    expect(newOnes(chat)).toHaveLength(1);
    expect(pings(said)).toBe(1);
  });

  it.each(["/CreateAgent", "/DeployAgentV2", "/upload", "/build"])(
    "makes one agent when its object dies at %s",
    async (match) => {
      const chat = openChat();
      chat.livekit.faults.inject({ match, fault: { kind: "stall" }, times: 1 });
      await askAndApprove(chat, CREATE);
      await chat.advance(4_000);
      await chat.kill();
      await chat.advance(5 * MINUTE_MS);
      const said = chat.read();
      expect(said).toContain("(green) *Created prod/order-desk*");
      expect(newOnes(chat)).toHaveLength(1);
      expect(pings(said)).toBe(1);
    },
  );

  it("asks a person where two agents are new and nobody can say which is its own", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({ match: "/CreateAgent", fault: { kind: "cut", when: "response" }, times: 1 });
    await chat.command("UOPERATOR", CREATE);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(1_500);
    chat.livekit.world.addAgent("prod", "us-east");
    await chat.advance(20_000);
    expect(chat.read()).toContain("⚪ *I cannot tell whether prod/order-desk was created*");
    await chat.press("UOPERATOR", "Leave it");
    await chat.advance(MINUTE_MS);
    chat.read();
  });

  it("says that it was not built, and what is there now", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({ match: "/upload", fault: { kind: "status", status: 503 }, times: 1 });
    await askAndApprove(chat, CREATE);
    await chat.advance(2_000);
    const [made] = newOnes(chat);
    chat.livekit.world.failNextBuild({ project: "prod", agent: made?.id ?? "" }, "exit code: 1");
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(red) *The creation of prod/order-desk failed*");
    expect(said).toContain(`It was not built, so \`${made?.id}\` is there without a version.`);
    expect(said).toContain("[Deploy again]");
    expect(newOnes(chat)).toHaveLength(1);
  });
});
