/**
 * LiveKit's authentication: a JWT in `Authorization: Bearer` or in the query parameter `access_token`, HS256 with the
 * project's API secret, one minute of leeway (protocol auth/verifier.go). Refusals are plain text (livekit pkg/service/auth.go).
 */
import { decodeJwt, errors, jwtVerify } from "jose";
import * as z from "zod";

/** The grants that the simulated routes look at; all others are ignored. */
const grantsSchema = z.object({
  video: z
    .object({
      room: z.string().optional(),
      roomAdmin: z.boolean().optional(),
      roomCreate: z.boolean().optional(),
      roomList: z.boolean().optional(),
    })
    .optional(),
  agent: z.object({ admin: z.boolean().optional() }).optional(),
});

export type Grants = z.infer<typeof grantsSchema>;

/** What everything of the agents API wants. */
export const allowsAgentAdmin = ({ agent }: Grants): boolean => agent?.admin === true;

/** Whom the token speaks for: its issuer is the API key, and the key alone names the project. */
export interface Client {
  readonly project: string;
  readonly grants: Grants;
}

export interface ApiKey {
  readonly project: string;
  readonly key: string;
  readonly secret: string;
}

/** `client` is null for a request without any token, which only fails when a grant is looked for. */
export type Authentication =
  | { readonly ok: true; readonly client: Client | null }
  | { readonly ok: false; readonly text: string };

const BEARER = "Bearer ";
const LEEWAY_S = 60;

export async function verifyToken(
  request: Request,
  keys: readonly ApiKey[],
  nowMs: number,
): Promise<Authentication> {
  const header = request.headers.get("authorization");
  if (header !== null && !header.startsWith(BEARER))
    return { ok: false, text: `invalid authorization header. Must start with ${BEARER}` };
  const token = header?.slice(BEARER.length) ?? new URL(request.url).searchParams.get("access_token");
  if (!token) return { ok: true, client: null };
  try {
    const issuer = decodeJwt(token).iss;
    const key = keys.find((candidate) => candidate.key === issuer);
    if (!key) return { ok: false, text: "invalid API key" };
    const { payload } = await jwtVerify(token, new TextEncoder().encode(key.secret), {
      algorithms: ["HS256"],
      clockTolerance: LEEWAY_S,
      currentDate: new Date(nowMs),
      requiredClaims: ["exp"],
    });
    return { ok: true, client: { project: key.project, grants: grantsSchema.parse(payload) } };
  } catch (error) {
    return { ok: false, text: `invalid authorization token: ${explain(error)}` };
  }
}

/** Why a token is refused, in fixed words: neither the token nor anything in it is repeated. */
function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "token is expired";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "token signature is invalid";
  if (error instanceof errors.JOSEAlgNotAllowed) return "signing method is invalid";
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === "nbf" ? "token is not valid yet" : "token has invalid claims";
  return "token is malformed";
}
