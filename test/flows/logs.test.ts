import { exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { Fault } from "../../sim/support/faults.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { hurryLogs } from "../support/hurried-log.ts";
import { lines } from "../support/lines.ts";
import { loseNoTime } from "../support/trouble.ts";

const LIVEKIT = { project: "prod", agent: "support-line" };
const BUTTONS = "[Status] [Refresh] [Follow 2 min] [As a file for all here] [Share to channel]";

/** The files in #voice-ops, oldest first, with what is in them. */
const filesIn = (chat: Chat) =>
  chat.slack
    .messagesFor("UVIEWER", "COPS")
    .flatMap(({ files }) => files)
    .map(({ id, name }) => ({ name, text: chat.slack.world.readFile(id) }));

async function ask(chat: Chat, text: string): Promise<string> {
  await chat.command("UVIEWER", `/agent logs ${text}`);
  return chat.read();
}

describe("/agent logs on LiveKit Cloud", () => {
  it("shows the newest lines of the region that says most, and which that is", async () => {
    const chat = openChat();
    const said = await ask(chat, "prod/support-line");
    expect(said.split("\n").slice(0, 2)).toEqual([
      "(only UVIEWER)",
      "The newest 2 lines of the log of *prod/support-line* in `us-east`",
    ]);
    expect(said).toMatch(
      /— \d{4}-\d\d-\d\d UTC —\n\d\d:\d\d:\d\d INFO starting worker name=livekit\.agents\n/,
    );
    expect(said).toContain(
      "INFO registered worker name=livekit.agents region=us-east\nnewest line ‹date› · as of",
    );
    expect(said).toContain(BUTTONS);
    chat.livekit.world.crash({ ...LIVEKIT, region: "eu-central" });
    const crashed = await ask(chat, "prod/support-line --lines 2");
    expect(crashed).toContain("The newest 2 lines of the log of *prod/support-line* in `eu-central`");
    expect(crashed).toContain("process exited with exit code 1\n2 of 6 lines shown · as of");
  });

  it("shows an agent that sleeps as asleep, by either name of the command", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent tail night-desk");
    expect(chat.read()).toBe(
      lines(
        "(only UVIEWER)",
        "(moon) *prod/night-desk* is asleep in `us-east`: it shut down because nobody called, and wakes with the next call (about 20 s)",
        "as of ‹date›",
        "[Status] [Refresh] [Follow 2 min] [Share to channel]",
      ),
    );
  });

  it("searches plain text, and counts", async () => {
    const chat = openChat();
    const said = await ask(chat, 'crashy --grep "MODULE"');
    expect(said).toContain("The newest 2 lines with `MODULE` of the log of *prod/crashy* in `us-east`");
    expect(said).toContain("No module named 'livekit.plugins.rime'\n2 of 6 lines match · as of");
    expect(await ask(chat, 'crashy --grep "[Mm].*le"')).toContain(
      "No line with `[Mm].*le` in the log of *prod/crashy* in `us-east`\n0 of 6 lines match",
    );
  });

  it("keeps to the time that lines tell, with the traceback under them", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch support-line room-1 --project prod");
    await chat.advance(60_000);
    chat.read();
    chat.livekit.world.writeLog(LIVEKIT, "Traceback (most recent call last):\n  KeyError: 'caller'");
    const said = await ask(chat, "prod/support-line --since 1m");
    expect(said).toContain("of the log of *prod/support-line* in `us-east`, last 1 min");
    expect(said).toContain("  KeyError: 'caller'");
    expect(said).toContain("received job request");
    expect(said).not.toContain("registered worker");
  });

  it("says plainly that no line tells its time, and shows the newest all the same", async () => {
    const chat = openChat();
    const said = await ask(chat, "prod/support-line --type build --since 10m --lines 1");
    expect(said).toBe(
      lines(
        "(only UVIEWER)",
        "The newest 1 line of the build log of *prod/support-line* in `us-east`, last 10 min",
        "#5 DONE 6.0s",
        "No line says when it was written, so I could not tell which are older than you asked for: these are simply the newest.",
        "1 of 11 lines shown · as of ‹date›",
        "[Status] [Refresh] [As a file for all here] [Share to channel]",
      ),
    );
  });

  it("is that of one deployment, and says which there are", async () => {
    const chat = openChat();
    chat.livekit.world.deploy(LIVEKIT, { deployment: "preview" });
    await chat.advance(65_000);
    expect(await ask(chat, "prod/support-line --deployment preview")).toContain(
      "of the log of *prod/support-line* in `us-east`, deployment `preview`",
    );
    expect(await ask(chat, "prod/support-line --deployment nope")).toContain(
      "has no deployment `nope`, so nothing was done. It has `production` and `preview`. `deployment-not-found`",
    );
  });

  it("has no sessions, and says what to do instead", async () => {
    const chat = openChat();
    for (const more of ["", " --follow"]) {
      expect(await ask(chat, `prod/support-line --session s1${more}`)).toContain(
        "does not offer `logs --session`: its log does not say which session a line belongs to; find the lines of a room with `--grep` and its name.",
      );
    }
  });

  it("waits for no line that never comes, and keeps what came before the stream broke", async () => {
    const chat = openChat();
    chat.livekit.world.setAgentStatus({ project: "prod", agent: "crashy" }, "Setting Up");
    await chat.command("UVIEWER", "/agent logs crashy");
    expect(chat.read()).toContain("`/agent logs crashy` is under way");
    await vi.waitFor(
      () => expect(chat.read()).toContain("There is no line to show of the log of *prod/crashy*"),
      9_000,
    );

    const { fetch } = chat.livekit;
    vi.spyOn(chat.livekit, "fetch").mockImplementation(async (request) => {
      if (!request.url.includes("/logs")) return await fetch(request);
      const torn = [Uint8Array.of(0x6f, 0x6b, 0xff, 0x0a), null].values();
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const { value } = torn.next();
          if (value) controller.enqueue(value);
          else controller.error(new TypeError("socket closed"));
        },
      });
      return new Response(body, { headers: { "content-type": "text/plain" } });
    });
    const said = await ask(chat, "prod/support-line");
    expect(said).toContain("The newest 1 line of the log of *prod/support-line* in `us-east`\nok");
    expect(said).toContain("newer lines may be missing");
  });

  it("says that an agent without a deployment has no log", async () => {
    const chat = openChat();
    const agent = chat.livekit.snapshot();
    for (const project of agent.projects)
      for (const one of project.agents) if (one.name === "crashy") one.deployments = [];
    chat.livekit.restore(agent);
    expect(await ask(chat, "crashy")).toContain("*prod/crashy* runs in no region, so it has no log");
  });
});

describe("/agent logs on Pipecat Cloud", () => {
  it("lets the platform search by text, time, session and deployment", async () => {
    const chat = openChat();
    const session = "c0ffe104-0000-4000-8000-000000000104";
    const said = await ask(chat, `voice-starter --since 30m --session ${session} --grep "client CONN"`);
    expect(said).toContain(
      `The newest 1 line with \`client CONN\` of the log of *voice/voice-starter*, session \`${session}\`, last 30 min\n`,
    );
    expect(said).toMatch(
      /— deployment 1a6e0c1e, \d{4}-\d\d-\d\d UTC —\n\d\d:\d\d:\d\d INFO: {5}Client connected\nnewest line ‹date› · 1 of 2 lines match · as of/,
    );
    expect(
      await ask(chat, "voice-starter --deployment c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103 --lines 1"),
    ).toContain("INFO:     Finished server process [1]\nnewest line ‹date› · 1 of 10 lines shown");
    expect(await ask(chat, "voice-starter --since 1m")).toContain(
      "There is no line to show of the log of *voice/voice-starter*, last 1 min",
    );
  });

  it("tells the lines of one deployment from those of the next, searches none of what it adds, and says it in JSON too", async () => {
    const chat = openChat();
    chat.pipecat.world.deploy("voice-starter", { image: "your-org/voice-starter:2.0" });
    await chat.advance(120_000);
    const said = await ask(chat, "voice-starter --lines 50");
    expect(said).toMatch(
      /— deployment 1a6e0c1e(, \S+ UTC)? —\n(.+\n)+— deployment (?!1a6e0c1e)[0-9a-f]{8}(, \S+ UTC)? —\n/,
    );
    expect(await ask(chat, 'voice-starter --grep "deployment 1a6e0c1e"')).toContain("No line with");
    expect(await ask(chat, "voice-starter --lines 1 --json")).toMatch(
      /"lines": \[\s+\{\s+"at": \d{13},\s+"deployment": "[0-9a-f-]{36}",\s+"text": "INFO: /,
    );
  });

  it("has the log of the build that runs, or says why not", async () => {
    const chat = openChat();
    expect(await ask(chat, "voice-starter --type build")).toContain(
      "does not offer `logs --type build`: it runs an image, which was built elsewhere; `/agent logs voice-starter` has what its program writes.",
    );
    chat.pipecat.world.deploy("quiet-desk", { buildId: "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001" });
    expect(await ask(chat, "quiet-desk --type build")).toContain(
      "The newest 3 lines of the build log of *voice/quiet-desk*\n#1 load build definition from Dockerfile",
    );
  });
});

describe("a line of a log", () => {
  it("is shown and obeyed in nothing, on both clouds", async () => {
    const chat = openChat();
    const hostile = "\u001b[31m<!channel> ```fence``` \u202egnp.elif \u0007*b* &amp; <@UADMIN>\u001b[0m";
    chat.livekit.world.writeLog(LIVEKIT, hostile);
    chat.pipecat.world.writeLog("voice-starter", hostile);
    for (const agent of ["prod/support-line", "voice/voice-starter"]) {
      await chat.command("UVIEWER", `/agent logs ${agent} --lines 1`);
      const message = chat.slack.messagesFor("UVIEWER", "COPS").at(-1);
      expect(message?.blocks[1]).toMatchObject({
        type: "rich_text",
        elements: [
          {
            type: "rich_text_preformatted",
            elements: [
              {
                type: "text",
                text: expect.stringMatching(
                  /^(— deployment .+\n\d\d:\d\d:\d\d )?<!channel> ```fence``` gnp\.elif \*b\* &amp; <@UADMIN>$/,
                ),
              },
            ],
          },
        ],
      });
    }
    chat.read();
  });

  it("keeps no secret: not in the answer, as JSON, in a file, in the status, nor in the thread of a change", async () => {
    const chat = openChat();
    const secret = `sk-proj-${"aB3dE6gH9j".repeat(4)}`;
    const crash = {
      kind: "crash",
      exitCode: 1,
      reason: "Error",
      message: `Traceback:\n  X\nKeyError: ${secret}`,
    } as const;
    chat.livekit.world.writeLog(LIVEKIT, `OPENAI_API_KEY=${secret}`);
    chat.pipecat.world.writeLog("voice-starter", `password=hunter2 ${secret}`);
    chat.pipecat.world.breakImage("your-org/voice-starter:2.0", crash);
    let said = "";
    for (const text of [
      "prod/support-line",
      "voice-starter",
      "voice-starter --json",
      `voice-starter --grep ${secret}`,
    ])
      said += await ask(chat, text);
    said += await ask(chat, "voice-starter --file");
    expect(said).toContain("OPENAI_API_KEY=[masked]");
    expect(said).toContain("password=[masked] sk-proj-[masked]");
    expect(said).toContain("2 likely secrets masked");
    await chat.command(
      "UADMIN",
      '/agent deploy voice/voice-starter --image your-org/voice-starter:2.0 --break-glass "try"',
    );
    await chat.advance(30 * 60_000);
    await chat.command("UVIEWER", "/agent status voice/voice-starter");
    said += chat.read();
    expect(said).toContain("KeyError: sk-proj-[masked]");
    const files = filesIn(chat).map(({ text }) => text);
    expect(files.join("")).toContain("sk-proj-[masked]");
    // What was typed is the person's own: the answer says what was searched for.
    const written = JSON.stringify([said.replaceAll(`\`${secret}\``, ""), files, chat.log]);
    expect(written).not.toContain(secret);
    expect(written).not.toContain("hunter2");
  });
});

describe("/agent logs --file", () => {
  it("brings all lines into the channel once, however often it is delivered", async () => {
    const chat = openChat();
    for (let line = 0; line < 300; line += 1) chat.pipecat.world.writeLog("voice-starter", `line ${line}`);
    const body = new URLSearchParams({
      command: "/agent",
      text: "logs voice-starter --grep line --file",
      user_id: "UVIEWER",
      team_id: "TLOCAL",
      channel_id: "COPS",
      trigger_id: "7.7.7",
      response_url: "https://slack.test/commands/TLOCAL/7",
    });
    const request = await chat.slack.client.signedRequest({
      contentType: "application/x-www-form-urlencoded",
      body: body.toString(),
    });
    await Promise.all([request.clone(), request].map((copy) => exports.default.fetch(copy)));
    expect(chat.read()).toBe(
      "The newest 300 lines with `line` of the log of *voice/voice-starter*, asked for by <@UVIEWER>.",
    );
    const [file, ...others] = filesIn(chat);
    expect(others).toEqual([]);
    expect(file?.name).toMatch(/^voice-starter-\d{8}-\d{6}\.log$/);
    expect(file?.text).toBe(Array.from({ length: 300 }, (_, line) => `line ${line}\n`).join(""));
  });

  it("is what the button says, and has the way back", async () => {
    const chat = openChat();
    await ask(chat, "crashy --lines 2 --grep module");
    await chat.press("UVIEWER", "As a file for all here");
    const said = chat.read();
    expect(said).toMatch(
      /`crashy-\d{8}-\d{6}\.log` with the newest 2 lines with `module` of the log of \*prod\/crashy\* in `us-east` is in this conversation; everybody here can read it\.\n\[Logs\]/,
    );
    expect(filesIn(chat)[0]?.text?.split("\n")).toHaveLength(3);
    await chat.press("UVIEWER", "Logs");
    expect(chat.read()).toContain("The newest 2 lines with `module` of the log of *prod/crashy*");
  });

  it("leaves nothing where another company reads along, and nothing where there is nothing", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent logs voice-starter --file", "CSHARED");
    expect(chat.read()).toContain("`shared-channel`");
    await chat.command("UVIEWER", "/agent logs voice-starter --follow", "CSHARED");
    expect(chat.read()).toContain("`shared-channel`");
    expect(await ask(chat, "night-desk --file")).toContain("is asleep in `us-east`");
    expect(chat.slack.calls.list("files.")).toEqual([]);
  });

  it.each([
    "--file --json",
    "--follow --file",
    "--follow --json",
    "--follow --type build",
    "--lines 0",
    "--type x",
    "--since 5s",
  ])("does not guess what %s means", async (flags) => {
    const chat = openChat();
    expect(await ask(chat, `voice-starter ${flags}`)).toContain("`bad-value`");
  });
});

describe("a log that cannot be read", () => {
  const faults: readonly [Fault, string][] = [
    [{ kind: "status", status: 404 }, "platform-refused"],
    [{ kind: "status", status: 429, retryAfterS: 20 }, "platform-rate-limited"],
    [{ kind: "status", status: 503 }, "platform-unavailable"],
    [{ kind: "cut", when: "response" }, "platform-unavailable"],
    [{ kind: "hang" }, "platform-unavailable"],
    [{ kind: "garbage" }, "platform-unreadable"],
    [{ kind: "wrong-json" }, "platform-unreadable"],
  ];
  it.each(faults)("says why, and is there after it: %j", async (fault, kind) => {
    hurryLogs();
    const chat = openChat();
    loseNoTime(chat);
    for (const [cloud, agent] of [
      [chat.livekit, "prod/support-line"],
      [chat.pipecat, "voice/voice-starter"],
    ] as const) {
      cloud.faults.inject({ match: "/logs", fault, times: 1 });
      expect(await ask(chat, agent), agent).toContain(`\`${kind}\``);
      expect(await ask(chat, agent), agent).toContain("The newest");
    }
  });
});
