/** Twirp's errors as a generated Go server sends them (twirp errors.go). */
export type TwirpCode =
  | "bad_route"
  | "internal"
  | "invalid_argument"
  | "malformed"
  | "not_found"
  | "unauthenticated"
  | "unavailable"
  | "unimplemented";

const STATUS: Record<TwirpCode, number> = {
  bad_route: 404,
  internal: 500,
  invalid_argument: 400,
  malformed: 400,
  not_found: 404,
  unauthenticated: 401,
  unavailable: 503,
  unimplemented: 501,
};

/** Thrown by a method; the HTTP face turns it into the response. */
export class TwirpError extends Error {
  override readonly name = "TwirpError";
  readonly code: TwirpCode;
  readonly meta: Readonly<Record<string, string>> | undefined;

  constructor(code: TwirpCode, message: string, meta?: Readonly<Record<string, string>>) {
    super(message);
    this.code = code;
    this.meta = meta;
  }

  toResponse(): Response {
    const body = { code: this.code, msg: this.message, ...(this.meta && { meta: this.meta }) };
    return new Response(JSON.stringify(body), {
      status: STATUS[this.code],
      headers: { "content-type": "application/json" },
    });
  }
}

/** An argument that a service itself refuses (twirp.InvalidArgumentError). */
export function invalidArgument(argument: string, why: string): TwirpError {
  return new TwirpError("invalid_argument", `${argument} ${why}`, { argument });
}

/** An error from behind LiveKit's internal RPC arrives with this prefix (protocol utils/xtwirp/errors.go). */
export function internalRpcError(code: TwirpCode, message: string): TwirpError {
  return new TwirpError(code, `twirp error unknown: ${message}`);
}

/** A route that a Twirp server does not have. */
export function badRoute(message: string, request: Request): TwirpError {
  const route = `${request.method} ${new URL(request.url).pathname}`;
  return new TwirpError("bad_route", message, { twirp_invalid_route: route });
}
