/** Error answers, with `code` as inconsistent as documented: words on agents and secrets, numbers on sessions. */
export interface Refusal {
  readonly status: 400 | 401 | 402 | 404 | 409 | 413;
  readonly body: { readonly error: string; readonly code: string; readonly [more: string]: unknown };
}

export const badRequest = (error: string): Refusal => ({
  status: 400,
  body: { error, code: "GENERIC_BAD_REQUEST" },
});

export const notFound = (error = "Not found"): Refusal => ({
  status: 404,
  body: { error, code: "NOT_FOUND" },
});

export const conflict = (error: string): Refusal => ({ status: 409, body: { error, code: "CONFLICT" } });

export const invalidParameters: Refusal = badRequest("Invalid parameters");

/** The numeric style of the session routes and of what all routes share. */
export const numbered = (status: Refusal["status"], error: string, err?: unknown): Refusal => ({
  status,
  body: { error, ...(err === undefined ? {} : { err }), code: String(status) },
});
