/** A simulated LiveKit Cloud on a clock that only tests move, and a way to call it without any client. */
import { SignJWT } from "jose";
import * as z from "zod";
import { createLiveKitCloud, type LiveKitCloudOptions } from "../../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../../sim/livekit/starting-projects.ts";

export const START = Date.UTC(2026, 9, 1, 12, 0, 0);

export interface RawCall {
  readonly body?: unknown;
  /** Claims of the token besides iss, nbf and exp. */
  readonly claims?: Record<string, unknown>;
  /** A token or header of one's own; null sends none. */
  readonly authorization?: string | null;
  readonly headers?: Record<string, string>;
  readonly host?: string;
  readonly verb?: string;
}

export function createFixture(options: Partial<LiveKitCloudOptions> = {}) {
  let time = START;
  let ids = 0;
  const cloud = createLiveKitCloud({
    now: () => time,
    delay: async (ms) => {
      time += ms;
    },
    newId: (prefix) => `${prefix}${String(++ids).padStart(12, "0")}`,
    projects: startingProjects(time),
    ...options,
  });

  /** A token as LiveKit's SDKs sign it; `lifeS` may be negative. */
  const sign = (claims: Record<string, unknown>, key = "devkey", secret = "secret", lifeS = 60) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer(key)
      .setNotBefore(Math.floor(time / 1000) - 10)
      .setExpirationTime(Math.floor(time / 1000) + lifeS)
      .sign(new TextEncoder().encode(secret));

  const send = async (path: string, call: RawCall = {}): Promise<Response> => {
    const headers = new Headers({ "content-type": "application/json", "x-livekit-cli-version": "2.18.6" });
    const authorization = call.authorization ?? `Bearer ${await sign(call.claims ?? {})}`;
    if (call.authorization !== null) headers.set("authorization", authorization);
    for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value);
    const method = call.verb ?? "POST";
    const body = typeof call.body === "string" ? call.body : JSON.stringify(call.body ?? {});
    const url = `http://${call.host ?? "localhost:8792"}${path}`;
    return await cloud.fetch(new Request(url, { method, headers, ...(method !== "GET" && { body }) }));
  };

  const answer = async (path: string, call: RawCall) => {
    const response = await send(path, call);
    return { status: response.status, body: z.json().parse(await response.json()) };
  };

  return {
    cloud,
    sign,
    send,
    /** Passes time; nothing in the simulator moves by itself. */
    advance(seconds: number) {
      time += seconds * 1000;
    },
    now: () => time,
    agents: (method: string, body: unknown = {}) =>
      answer(`/twirp/livekit.CloudAgent/${method}`, { body, claims: { agent: { admin: true } } }),
    dispatches: (method: string, body: { room: string } & Record<string, unknown>) =>
      answer(`/twirp/livekit.AgentDispatchService/${method}`, {
        body,
        claims: { video: { roomAdmin: true, room: body.room } },
      }),
    rooms: (method: string, body: Record<string, unknown>, video: Record<string, unknown>) =>
      answer(`/twirp/livekit.RoomService/${method}`, { body, claims: { video } }),
    project(name = "prod") {
      const project = cloud.state().projects.find((candidate) => candidate.name === name);
      if (!project) throw new Error(`no project ${name}`);
      return project;
    },
    room(name: string) {
      return this.project().rooms.find((candidate) => candidate.name === name);
    },
    deployments(agent: string) {
      return this.project().agents.find(({ name }) => name === agent)?.deployments ?? [];
    },
    /** Dispatches an agent of `prod` and gives the dispatch's id. */
    async dispatch(agentName: string, room: string): Promise<string> {
      const { body } = await this.dispatches("CreateDispatch", { agent_name: agentName, room });
      return z.object({ id: z.string() }).parse(body).id;
    },
  };
}
