/** One request to a LiveKit project host, real or simulated, and what is compared of its answer. */
import { SignJWT } from "jose";
import * as z from "zod";

/** A project host with `livekit-server --dev`'s key. */
export interface Peer {
  readonly url: string;
  readonly fetch: (request: Request) => Promise<Response>;
}

export interface Call {
  /** "RoomService/ListRooms", or a path that begins with a slash. */
  readonly to: string;
  /** Video grants of the token. */
  readonly grants?: Readonly<Record<string, unknown>>;
  /** Instead of a token with grants; null sends no such header. */
  readonly authorization?: string | null;
  /** Text goes as it is, all else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly verb?: string;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: unknown;
}

/** Makes the call and reads its answer. */
export async function exchange(peer: Peer, call: Call): Promise<Answer> {
  const { to, grants = {}, authorization, body = {}, headers, verb = "POST" } = call;
  const path = to.startsWith("/") ? to : `/twirp/livekit.${to}`;
  const allHeaders = new Headers({ "content-type": "application/json", ...headers });
  if (authorization !== null)
    allHeaders.set("authorization", authorization ?? `Bearer ${await signVideo(grants)}`);
  const response = await peer.fetch(
    new Request(`${peer.url}${path}`, {
      method: verb,
      headers: allHeaders,
      redirect: "manual",
      ...(verb !== "GET" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  const contentType = response.headers.get("content-type");
  const text = await response.text();
  return {
    status: response.status,
    contentType,
    body: contentType === "application/json" ? z.json().parse(JSON.parse(text)) : text,
  };
}

interface TokenParts {
  readonly key?: string;
  readonly secret?: string;
  readonly algorithm?: string;
  /** From now on, seconds; null leaves the claim out. */
  readonly notBeforeS?: number | null;
  readonly expiresS?: number | null;
}

/** A token as LiveKit's SDKs sign it, with parts exchanged. */
export async function signToken(
  claims: Readonly<Record<string, unknown>>,
  {
    key = "devkey",
    secret = "secret",
    algorithm = "HS256",
    notBeforeS = -10,
    expiresS = 60,
  }: TokenParts = {},
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ ...claims }).setProtectedHeader({ alg: algorithm, typ: "JWT" }).setIssuer(key);
  if (notBeforeS !== null) token.setNotBefore(nowS + notBeforeS);
  if (expiresS !== null) token.setExpirationTime(nowS + expiresS);
  return await token.sign(new TextEncoder().encode(secret));
}

const signVideo = (video: Readonly<Record<string, unknown>>) => signToken({ video });

/** The id in an answer, such as that of a new dispatch. */
export const idIn = ({ body }: Answer): string => z.object({ id: z.string() }).parse(body).id;
