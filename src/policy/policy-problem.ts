import type { Failure } from "../failure.ts";

/** One wrong key of the policy and how to mend it. */
export type PolicyProblem = Extract<Failure, { kind: "misconfigured" }>["problems"][number];
