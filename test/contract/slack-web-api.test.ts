/** The official client against the simulated workspace over real HTTP: what each method does, and refuses. */
import { ErrorCode } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { METHODS } from "../conformance/slack/web-api/methods.ts";
import { type SlackOnSocket, startSlackOnSocket } from "../support/slack-on-socket.ts";

let world: SlackOnSocket;

beforeAll(async () => {
  world = await startSlackOnSocket();
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

describe.each(Object.entries(METHODS))("%s", (_, { works, refuses }) => {
  it("does what Slack promises", () => works(world));

  it.each(Object.entries(refuses))("refuses with %s", async (error, call) => {
    await expect(call(world)).rejects.toMatchObject({
      code: ErrorCode.PlatformError,
      data: { ok: false, error },
    });
  });
});

describe("WebClient", () => {
  it("is told where blocks are wrong", async () => {
    const tooLong = {
      type: "section" as const,
      text: { type: "plain_text" as const, text: "x".repeat(3_001) },
    };
    await expect(
      world.web.chat.postMessage({ channel: "COPS", text: "x", blocks: [tooLong] }),
    ).rejects.toMatchObject({
      data: {
        error: "invalid_blocks",
        response_metadata: {
          messages: [
            "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]",
            "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
          ],
        },
      },
    });
  });

  it("is told which scope is missing, and reads the granted ones", async () => {
    const { web, slack } = world;
    slack.world.setScopes(["users:read"]);

    await expect(web.chat.postMessage({ channel: "COPS", text: "x" })).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "chat:write", provided: "users:read" },
    });
    expect((await web.users.info({ user: "UADMIN" })).response_metadata?.scopes).toEqual(["users:read"]);
  });

  it("is told how long to wait when it is too fast", async () => {
    const { web, advance } = world;
    for (let post = 0; post < 5; post += 1) await web.chat.postMessage({ channel: "COPS", text: "x" });

    await expect(web.chat.postMessage({ channel: "COPS", text: "x" })).rejects.toMatchObject({
      code: ErrorCode.RateLimitedError,
      retryAfter: 1,
    });
    advance(1_000);
    expect((await web.chat.postMessage({ channel: "COPS", text: "x" })).ok).toBe(true);
  });
});
