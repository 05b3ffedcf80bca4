/** Access tokens, one for each call, with nothing in them but what that call needs. */
import { SignJWT } from "jose";
import type { LiveKitProject } from "../project.ts";

/** The agents API wants `agent.admin` (server-sdk-go agent_client.go); a room's services want `roomAdmin` of that room, the list of rooms `roomList`. */
export type Grants =
  | { readonly agent: { readonly admin: true } }
  | { readonly video: { readonly roomAdmin: true; readonly room: string } }
  | { readonly video: { readonly roomList: true } };

const LIFE_S = 300;
/** LiveKit checks `nbf` since protocol v1.44.0: a clock that runs a little ahead of theirs must not lock us out. */
const CLOCK_SKEW_S = 10;

/** HS256 over the UTF-8 bytes of the API secret, valid 300 s in all, from 10 s before `nowMs`. */
export async function signToken(
  project: Pick<LiveKitProject, "apiKey" | "apiSecret">,
  grants: Grants,
  nowMs: number,
): Promise<string> {
  const notBefore = Math.floor(nowMs / 1000) - CLOCK_SKEW_S;
  return await new SignJWT({ ...grants })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(project.apiKey)
    .setNotBefore(notBefore)
    .setExpirationTime(notBefore + LIFE_S)
    .sign(new TextEncoder().encode(project.apiSecret));
}
