/** `/_sim/*`: how people, tests and the playground look into a simulated service and break its network. */
import { Hono } from "hono";
import * as z from "zod";
import type { CallLog } from "./call-log.ts";
import type { Fault, FaultRule, Faults } from "./faults.ts";
import { isOfAnotherWebsite } from "./other-websites.ts";

const faultSchema: z.ZodType<Fault> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("latency"), ms: z.number().min(0) }),
  z.object({
    kind: z.literal("status"),
    status: z.number().int().min(200).max(599),
    retryAfterS: z.exactOptional(z.number()),
    body: z.exactOptional(z.string()),
  }),
  z.object({ kind: z.literal("hang") }),
  z.object({ kind: z.literal("stall") }),
  z.object({ kind: z.literal("cut"), when: z.enum(["request", "response", "body"]) }),
  z.object({ kind: z.literal("garbage") }),
  z.object({ kind: z.literal("wrong-json") }),
]);

const faultRuleSchema: z.ZodType<FaultRule> = z.object({
  match: z.string(),
  fault: faultSchema,
  times: z.exactOptional(z.number().int().min(1)),
});

export interface ControlOptions {
  readonly faults: Faults;
  readonly calls: CallLog;
  /** What is there now, without credentials. */
  readonly state: () => unknown;
}

/** The service with these routes beside it; faults never stand in front of them. */
export function withControlRoutes(
  service: (request: Request) => Promise<Response>,
  options: ControlOptions,
): (request: Request) => Promise<Response> {
  const control = createControlRoutes(options);
  return async (request) => {
    if (!new URL(request.url).pathname.startsWith("/_sim/")) return await service(request);
    if (isOfAnotherWebsite(request))
      return Response.json({ error: "not_for_other_websites" }, { status: 403 });
    return await control.fetch(request);
  };
}

function createControlRoutes({ faults, calls, state }: ControlOptions): Hono {
  return new Hono()
    .basePath("/_sim")
    .get("/state", (c) => c.json(state()))
    .get("/faults", (c) => c.json(faults.list()))
    .post("/faults", async (c) => {
      const rule = faultRuleSchema.safeParse(await c.req.json().catch(() => null));
      if (!rule.success) return c.json({ error: z.prettifyError(rule.error) }, 400);
      faults.inject(rule.data);
      return c.json(faults.list(), 201);
    })
    .delete("/faults", (c) => {
      faults.clear();
      return c.json([]);
    })
    .get("/calls", (c) => {
      const after = Number(c.req.query("after") ?? 0);
      return c.json(calls.list(c.req.query("match"), Number.isFinite(after) ? after : 0));
    });
}
