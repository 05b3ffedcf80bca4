/** One method of a Twirp service: decode, check the grants, answer. In this order, as the generated server does it. */
import type * as z from "zod";
import type { Project } from "./cloud-state.ts";
import { requireProject } from "./find.ts";
import type { Json } from "./proto-json.ts";
import type { Simulation } from "./simulation.ts";
import { TwirpError } from "./twirp-error.ts";
import type { Client, Grants } from "./verify-token.ts";

/** A request that has come as far as the method. */
export interface MethodCall {
  readonly client: Client | null;
  /** As protojson. */
  readonly request: unknown;
  /** Scheme and host by which the caller has reached this one. */
  readonly origin: string;
  /** Told the decoded request, for the call log. */
  readonly note: (request: unknown) => void;
}

export type TwirpMethod = (call: MethodCall) => Promise<Json>;

/** The methods of one service by name. */
export type TwirpService = Readonly<Record<string, TwirpMethod>>;

export function createMethod<Request>(
  simulation: Simulation,
  spec: {
    readonly request: z.ZodType<Request>;
    readonly allows: (grants: Grants, request: Request) => boolean;
    /** `now` in milliseconds; everything that was due until then has happened. */
    readonly answer: (
      request: Request,
      project: Project,
      now: number,
      origin: string,
    ) => Json | Promise<Json>;
  },
): TwirpMethod {
  return async ({ client, request: given, origin, note }) => {
    const decoded = spec.request.safeParse(given);
    if (!decoded.success) throw new TwirpError("malformed", "the json request could not be decoded");
    const request = decoded.data;
    note(request);
    if (!client || !spec.allows(client.grants, request))
      throw new TwirpError("unauthenticated", "permissions denied");
    const now = simulation.settle();
    return await spec.answer(request, requireProject(simulation.state, client.project), now, origin);
  };
}
