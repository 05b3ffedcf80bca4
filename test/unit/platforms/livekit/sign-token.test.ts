import { decodeProtectedHeader, jwtVerify } from "jose";
import { TokenVerifier } from "livekit-server-sdk";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { signToken } from "../../../../src/platforms/livekit/sign-token.ts";

const keys = { apiKey: "devkey", apiSecret: "secret-ü" };
const NOW_MS = Date.UTC(2026, 10, 22, 10, 0, 0, 700);
const NOW_S = Math.floor(NOW_MS / 1000);

const read = async (token: string, atS = NOW_S) =>
  (await jwtVerify(token, new TextEncoder().encode(keys.apiSecret), { currentDate: new Date(atS * 1000) }))
    .payload;

describe("signToken", () => {
  it("grants the agents API, and nothing else", async () => {
    const token = await signToken(keys, { agent: { admin: true } }, NOW_MS);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
    expect(await read(token)).toEqual({
      iss: "devkey",
      nbf: NOW_S - 10,
      exp: NOW_S + 290,
      agent: { admin: true },
    });
  });

  it("grants one room, and nothing else", async () => {
    const token = await signToken(keys, { video: { roomAdmin: true, room: "room 1/ü" } }, NOW_MS);
    expect(await read(token)).toEqual({
      iss: "devkey",
      nbf: NOW_S - 10,
      exp: NOW_S + 290,
      video: { roomAdmin: true, room: "room 1/ü" },
    });
  });

  it("holds for a clock that runs behind, and ends within five minutes", async () => {
    const token = await signToken(keys, { agent: { admin: true } }, NOW_MS);
    await expect(read(token, NOW_S - 10)).resolves.toBeDefined();
    await expect(read(token, NOW_S + 289)).resolves.toBeDefined();
    await expect(read(token, NOW_S - 11)).rejects.toThrow("nbf");
    await expect(read(token, NOW_S + 290)).rejects.toThrow("exp");
  });

  it("passes LiveKit's own verifier, with the right secret only", async () => {
    vi.useFakeTimers({ now: NOW_MS, toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const token = await signToken(keys, { video: { roomAdmin: true, room: "r" } }, NOW_MS);
    const claims = await new TokenVerifier("devkey", keys.apiSecret).verify(token);
    expect(claims.video).toEqual({ roomAdmin: true, room: "r" });
    await expect(new TokenVerifier("devkey", "another").verify(token)).rejects.toThrow();
  });
});
