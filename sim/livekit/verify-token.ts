/**
 * LiveKit's authentication: a JWT in `Authorization: Bearer` or in the query parameter `access_token`, HS256 with the
 * project's API secret, one minute of leeway (protocol auth/verifier.go). Refusals are plain text (livekit pkg/service/auth.go).
 */
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
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
  const issuer = readIssuer(token);
  if (issuer === null) return { ok: false, text: "invalid authorization token" };
  const key = keys.find((candidate) => candidate.key === issuer);
  if (!key) return { ok: false, text: `invalid API key: ${issuer}` };
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(key.secret), {
      algorithms: ["HS256"],
      clockTolerance: LEEWAY_S,
      currentDate: new Date(nowMs),
      requiredClaims: ["exp"],
    });
    return { ok: true, client: { project: key.project, grants: grantsSchema.parse(payload) } };
  } catch (error) {
    // The real server, too, repeats the whole token to whoever sent it.
    return { ok: false, text: `invalid token: ${token}, error: ${explain(error, token)}` };
  }
}

/** null: this is no JWT. */
function readIssuer(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? "";
  } catch {
    return null;
  }
}

/** Why a token is refused, in the words of golang-jwt. */
function explain(error: unknown, token: string): string {
  if (error instanceof errors.JWTExpired) return "token has invalid claims: token is expired";
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return "token signature is invalid: signature is invalid";
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `token signature is invalid: signing method ${decodeProtectedHeader(token).alg} is invalid`;
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === "nbf"
      ? "token has invalid claims: token is not valid yet"
      : `token has invalid claims: token is missing required claim: ${error.claim} claim is required`;
  return "token is malformed: could not JSON decode claim";
}
