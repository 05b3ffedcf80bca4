import type { Context } from "hono";
import type { Refusal } from "../refusal.ts";

/** Typed variables of a request: what the service understood of it, for the call log. */
export interface SimulatorEnv {
  Variables: { understood: unknown };
}

export type SimulatorContext = Context<SimulatorEnv>;

export const refuse = (context: SimulatorContext, { status, body }: Refusal): Response =>
  context.json(body, status);

/** The body as JSON; undefined, which no schema of ours accepts, when it is none. */
export async function readJson(context: SimulatorContext): Promise<unknown> {
  try {
    const body: unknown = await context.req.json();
    return body;
  } catch {
    return undefined;
  }
}
