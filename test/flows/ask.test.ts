import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";
import { lines } from "../support/lines.ts";

describe("asking about agents", () => {
  it("answers the bare command with what this person may do here", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent");
    expect(chat.read()).toBe(
      lines(
        "(only UVIEWER)",
        "*What you can do with /agent*",
        "`/agent help [verb]` what you can do here, or all about one verb",
        "`/agent list` all agents: ids, regions, versions, when deployed",
        "`/agent status [agent]` how one agent is, or the whole fleet",
        "`/agent versions <agent>` the versions of an agent, newest first",
        "`/agent secrets <agent>` names, kinds and dates of secrets, never values",
        "`/agent sessions <agent>` calls that an agent has now and had lately, or the rooms that it is in",
        "`/agent builds [agent|project]` images that were built, with the log of one (Pipecat Cloud)",
        "`/agent config <agent>` the file that the platform's own tools read: `livekit.toml` or `pcc-deploy.toml`",
        "`/agent dockerfile [agent]` a `Dockerfile` and `.dockerignore` to begin with",
        "`/agent logs <agent>` the newest lines of an agent's log",
        "`/agent operations` what is under way, and what was done lately",
        "`/agent explain <verb> <agent>` which rule applies to a change, and who may approve it",
        "*What others can do*",
        "`/agent doctor` what is wrong with the set-up, and how to mend it _(for operators)_",
        "`/agent audit [verify]` who did what; `verify` proves that nothing in it was altered _(for operators)_",
        "`/agent rollback <agent>` go back to an earlier version _(for operators)_",
        "`/agent restart <agent>` start the agent anew, in the version that it has _(for operators)_",
        "`/agent deploy <agent>` bring a commit, an image, a build or new settings into service _(for operators)_",
        "`/agent create <agent>` a new agent: of a commit (LiveKit Cloud), of an image or a build (Pipecat Cloud) _(for operators)_",
        "`/agent scale <agent>` how many instances are kept and allowed (Pipecat Cloud) _(for operators)_",
        "`/agent promote <agent>` make a named deployment the production one (LiveKit Cloud) _(for operators)_",
        "`/agent update-secrets <agent>` set or remove secrets; their values are typed into a form, never into a command _(for operators)_",
        "`/agent delete <agent>` delete an agent, or one deployment of it, for good; its name has to be typed _(for operators)_",
        "`/agent stop <agent>` end sessions at once: callers are cut off _(for operators)_",
        "`/agent lock <agent>` let nobody change an agent for a while _(for operators)_",
        "`/agent unlock <agent>` let an agent be changed again _(for operators)_",
        "`/agent help status` explains one of them · see also `/dispatch help` · projects: `prod`, `staging` and `voice` · in threads, mention me instead  `approve`, `reject`, `cancel`, `enter-values`, `proceed`, `keep` and `unfollow` are the buttons of a card, and can be typed with the id of its operation",
      ),
    );
  });

  it("explains one verb", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent help deployments");
    expect(chat.read()).toBe(
      lines(
        "(only UVIEWER)",
        "*/agent versions*: the versions of an agent, newest first",
        "`/agent versions <agent> [--id agent-id] [--project project] [--page n] [--json]`",
        "`agent` `name`, `project/name` or an id",
        "`--id agent-id` the agent by its id, as in `lk`",
        "`--project project` only this project",
        "`--page n` a further page of a long answer",
        "`--json` the answer as JSON",
        "for example `/agent versions prod/support-line` · also `deployments`",
      ),
    );
  });

  it("shows the whole fleet, what hurts first", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status");
    expect(chat.read()).toBe(
      lines(
        "(only UVIEWER)",
        "(red) *2 of 7 agents need attention* · 2 asleep · 3 healthy",
        "(red) *prod/crashy* · CrashLoop in `us-east`  [Status]",
        "(red) *voice/broken-image* · Validating, `PCC_IMAGE_NOT_FOUND`, still takes calls  [Status]",
        "(moon) asleep in *prod*: `night-desk`",
        "(moon) asleep in *voice*: `quiet-desk`",
        "(green) healthy in *prod*: `support-line`",
        "(green) healthy in *staging*: `support-line`",
        "(green) healthy in *voice*: `voice-starter`",
        "3 projects · as of ‹date›",
        "[Find an agent ▾] [Refresh] [Share to channel]",
      ),
    );
  });

  it("asks which agent is meant when a name exists twice, and goes on from the button", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent status support-line");
    expect(chat.read()).toBe(
      lines(
        "(only UOPERATOR)",
        "I know 2 agents called `support-line`, so nothing was done yet. Which one do you mean? `agent-ambiguous`",
        "[prod/support-line] [staging/support-line]",
      ),
    );
    await chat.press("UOPERATOR", "prod/support-line");
    expect(chat.read().replace(/CPU 1\d\dm|memory 0\.6\d? of/g, "‹load›")).toBe(
      lines(
        "(edited, only UOPERATOR)",
        "(green) *prod/support-line* is healthy in 2 regions · version `‹version›`, current for 1 day 1 h",
        "`us-east` (green) Running · deployment `production` · 2 of 1–4 replicas · ‹load› of 2000m · ‹load› 4 GB · seen just now",
        "",
        "`eu-central` (moon) Sleeping · deployment `production` · 0 of 0–2 replicas · CPU 0m of 2000m · memory 0 of 4 GB · wakes with the next call (about 20 s) · seen 3 h ago",
        "LiveKit Cloud · `CA_p7KxQ2mVw9Ld` · deployed ‹date› · as of ‹date›",
        "[Versions] [Logs] [Roll back…] [Sessions] [Secrets] [Refresh] [Share to channel]",
      ),
    );
  });

  it("walks from the status to the versions and the secrets", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status --id CA_p7KxQ2mVw9Ld");
    chat.read();
    await chat.press("UVIEWER", "Versions");
    expect(chat.read()).toContain(
      "*prod/support-line* runs version `‹version›`, current for 1 day 1 h; it has 4 versions",
    );
    await chat.press("UVIEWER", "Status");
    expect(chat.read()).toContain("is healthy in 2 regions");
    await chat.press("UVIEWER", "Secrets");
    expect(chat.read()).toContain("`google-credentials.json` · file");
  });

  it("says of a Pipecat agent whose new version does not start that the old one still serves", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status broken-image");
    const said = chat.read();
    expect(said).toContain(
      "(red) *voice/broken-image* cannot start its new version · the old one still takes calls",
    );
    expect(said).toContain('`failed to resolve image tag "your-org/voice:0.9"`');
    expect(said).toContain("`waiting`, `ImagePullBackOff` · restarts 0");
  });

  it("calls a sleeping agent asleep and not broken, on both platforms", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status night-desk");
    expect(chat.read()).toContain("(moon) *prod/night-desk* is asleep in `us-east`");
    await chat.command("UVIEWER", "/agent status quiet-desk");
    expect(chat.read()).toContain(
      "(moon) *voice/quiet-desk* is asleep · scaled to zero, wakes with the next call (about 10 s)",
    );
  });

  it("does not call a word that nobody has seen before a failure", async () => {
    const chat = openChat();
    chat.livekit.world.setAgentStatus({ project: "prod", agent: "night-desk" }, "Meditating");
    await chat.command("UVIEWER", "/agent status night-desk");
    const said = chat.read();
    expect(said).toContain("⚪");
    expect(said).toContain("Meditating");
    expect(said).not.toContain("(red)");
  });

  it("lists sessions, live ones first", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent sessions voice-starter");
    expect(chat.read()).toMatch(
      /has 2 live sessions · 3 ended\n`[^`]+105` · \*live\* for 3 min .*\n`[^`]+104` · \*live\*/,
    );
  });

  it("gives the same answer as JSON", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status voice-starter --json");
    const said = JSON.parse(chat.read().replace("(only UVIEWER)\n", ""));
    expect(said).toMatchObject({
      agent: { project: "voice", id: "voice-starter" },
      health: "healthy",
      scaling: { min: 1, max: 5 },
    });
  });

  it("says plainly what a platform does not offer", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent builds prod/support-line");
    expect(chat.read()).toContain("*LiveKit Cloud* does not offer `builds`");
    await chat.command("UOPERATOR", "/dispatch quiet-desk room-1");
    expect(chat.read()).toContain("it has no rooms to send agents into. Nothing was done. `not-offered`");
  });

  it("checks its own set-up", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent doctor");
    expect(chat.read()).toContain("(green) The set-up works: all 5 checks passed.");
    chat.livekit.faults.inject({
      match: "GetClientSettings",
      fault: { kind: "status", status: 401 },
      times: 1,
    });
    await chat.command("UOPERATOR", "/agent doctor");
    const said = chat.read();
    expect(said).toContain("(red) 1 of 5 checks failed: ");
    expect(said).toContain("refused with `platform-unauthorized`");
    expect(said).toMatch(
      /`npx wrangler secret put (PROD|STAGING)_LIVEKIT_API_KEY` and `npx wrangler secret put \1_LIVEKIT_API_SECRET`/,
    );
    chat.livekit.faults.inject({
      match: "GetClientSettings",
      fault: { kind: "status", status: 500 },
      times: 2,
    });
    await chat.command("UOPERATOR", "/agent doctor");
    expect(chat.read()).toMatch(
      /does not answer at the moment: `platform-unavailable`\s+→ try again in a moment, and change nothing$/m,
    );
  });
});
