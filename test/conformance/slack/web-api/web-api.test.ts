/** The official client, which we did not write, against the simulated workspace on a real socket: every method of it. */
import { ErrorCode, type WebClient, WebClientEvent } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { methodCoverage } from "../../../../sim/slack/coverage.ts";
import { methodTable } from "../../../../sim/slack/web-api/method-table.ts";
import { COMMON_ERRORS, SLACK_METHODS } from "../../../support/slack-methods.ts";
import { type SlackOnSocket, startSlackOnSocket } from "../../../support/slack-on-socket.ts";
import { readSourceFiles } from "../../../support/source-files.ts";
import { findStrangers } from "./find-strangers.ts";
import { METHODS } from "./methods.ts";
import { UNDOCUMENTED_ERRORS, UNTYPED_FIELDS } from "./slack-differences.ts";

const names = Object.keys(METHODS);

let world: SlackOnSocket;

beforeAll(async () => {
  world = await startSlackOnSocket();
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

const refusal = (error: string) => ({ code: ErrorCode.PlatformError, data: { ok: false, error } });
const answersOf = (method: string) => world.answers.filter((answer) => answer.method === method);

describe.each(Object.entries(METHODS))("%s", (method, { works, refuses }) => {
  const documented = SLACK_METHODS[method];

  it("does what Slack promises", async () => {
    await works(world);
    expect(answersOf(method).some(({ body }) => Object(body).ok === true)).toBe(true);
  });

  it("answers with fields that the client knows, and no others", async () => {
    await works(world);
    const strangers = answersOf(method).flatMap(({ body }) => findStrangers(method, body));
    expect([...new Set(strangers)].toSorted()).toEqual(Object.keys(UNTYPED_FIELDS[method] ?? {}).toSorted());
  });

  it.each(Object.entries(refuses))("refuses with %s", async (error, call) => {
    await expect(call(world)).rejects.toMatchObject(refusal(error));
    expect(answersOf(method).at(-1)).toMatchObject({ status: 200, body: { error } });
  });

  it("refuses with documented codes only, but for those that are listed", () => {
    const known = [...COMMON_ERRORS, ...(documented?.errors ?? [])];
    const strange = Object.keys(refuses).filter((error) => !known.includes(error));
    expect(strange.toSorted()).toEqual(Object.keys(UNDOCUMENTED_ERRORS[method] ?? {}).toSorted());
  });

  it("asks for a token that is good, but for the method that tests the connection", async () => {
    const errorOf = async (web: WebClient) => {
      const error: unknown = await web.apiCall(method).catch((thrown: unknown) => thrown);
      return error instanceof Error ? Object(error).data.error : null;
    };
    const errors = [await errorOf(world.connect(undefined)), await errorOf(world.connect("xoxb-wrong"))];
    world.slack.world.revokeToken();
    errors.push(await errorOf(world.web));
    expect(errors).toEqual(
      method === "api.test" ? [null, null, null] : ["not_authed", "invalid_auth", "token_revoked"],
    );
  });

  it("needs the documented scopes", async () => {
    world.slack.world.setScopes([]);
    const error: unknown = await world.web.apiCall(method).catch((thrown: unknown) => thrown);
    const needed: unknown = Object(error).data?.error === "missing_scope" ? Object(error).data.needed : "";
    // Group direct messages are none of the simulator's.
    expect(needed).toBe((documented?.scopes ?? []).filter((scope) => !scope.startsWith("mpim:")).join(","));
  });

  it("may be called as often as documented, and then says when again", async () => {
    const perMinute = documented?.perMinute;
    if (perMinute === undefined || perMinute === "special") {
      expect(["none", "posting"]).toContain(methodTable.get(method)?.tier);
      return;
    }
    const call = () => world.web.apiCall(method).catch((error: unknown) => error);
    for (let count = 0; count < perMinute; count += 1)
      expect(await call()).not.toMatchObject({ code: ErrorCode.RateLimitedError });

    expect(await call()).toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 60 });
    world.advance(59_999);
    expect(await call()).toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 1 });
    world.advance(1);
    expect(await call()).not.toMatchObject({ code: ErrorCode.RateLimitedError });
  });
});

describe("the client's own ways", () => {
  it("waits as long as Slack says when there were too many messages, and goes on", async () => {
    const waits: number[] = [];
    const patient = world.connect("xoxb-local", {
      rejectRateLimitedCalls: false,
      retryConfig: { retries: 1 },
    });
    patient.on(WebClientEvent.RATE_LIMITED, (seconds: number) => {
      waits.push(seconds);
      world.advance(seconds * 1_000);
    });
    const posts = ["1", "2", "3", "4", "5", "6"];
    for (const text of posts) await patient.chat.postMessage({ channel: "COPS", text });

    expect(waits).toEqual([1]);
    expect(world.slack.messagesFor("UVIEWER", "COPS").map(({ text }) => text)).toEqual(posts);
    expect(world.slack.world.rateLimited()).toEqual({ "chat.postMessage": 1 });
  });

  it.each([
    ["conversations.list", { types: "public_channel,im" }, "channels"],
    ["conversations.members", { channel: "COPS" }, "members"],
    ["conversations.history", { channel: "COPS" }, "messages"],
    ["conversations.replies", { channel: "COPS" }, "messages"],
    ["users.list", {}, "members"],
  ])("pages through %s, once through everything", async (method, options, field) => {
    const { ts = "" } = await world.web.chat.postMessage({ channel: "COPS", text: "parent" });
    for (const text of ["one", "two", "three"])
      await world.web.chat.postMessage({ channel: "COPS", text, thread_ts: ts, reply_broadcast: true });
    const asked = { ...options, ...(method === "conversations.replies" ? { ts } : {}) };
    const whole = Object(await world.web.apiCall(method, { ...asked, limit: 200 }))[field];

    const pages: unknown[][] = [];
    for await (const page of world.web.paginate(method, { ...asked, limit: 2 }))
      pages.push(Object(page)[field]);

    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every((page) => page.length > 0 && page.length <= 2)).toBe(true);
    expect(pages.flat()).toEqual(whole);
  });

  it("sees a broken Slack as an error of HTTP", async () => {
    world.slack.faults.inject({
      match: "chat.postMessage",
      fault: { kind: "status", status: 500 },
      times: 1,
    });
    await expect(world.web.chat.postMessage({ channel: "COPS", text: "x" })).rejects.toMatchObject({
      code: ErrorCode.HTTPError,
      statusCode: 500,
    });
  });
});

describe("this suite", () => {
  it("has every method that the simulated workspace claims to have", () => {
    const covered = Object.entries(methodCoverage).filter(([, { coverage }]) => coverage !== "absent");
    expect(names.toSorted()).toEqual(covered.map(([name]) => name).toSorted());
    expect(Object.keys(SLACK_METHODS).toSorted()).toEqual(names.toSorted());
  });

  it("brings about every refusal that is written down in the simulated workspace", () => {
    const provoked = [
      ...COMMON_ERRORS,
      ...Object.values(METHODS).flatMap(({ refuses }) => Object.keys(refuses)),
    ];
    const sources = [...readSourceFiles("sim/slack/web-api"), ...readSourceFiles("sim/slack")];
    const written = sources
      .filter(({ path }) => /^sim\/slack\/(web-api\/|view-stack)/.test(path))
      .flatMap(({ text }) => [
        ...text.matchAll(/\b(?:refuse|refuseWith|refuseProblems)\(\s*"(\w+)"|\b(?:frozen|foreign): "(\w+)"/g),
      ])
      .map(([, direct, named]) => direct ?? named ?? "");
    expect(written.length).toBeGreaterThan(40);
    expect(written.filter((error) => !provoked.includes(error))).toEqual([]);
  });
});
