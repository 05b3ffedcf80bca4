/** Every point with the changes that come by it. */
import { BUILD_POINTS, VALUES_POINTS } from "./build-crash-points.ts";
import { CALL_POINTS, type CrashPoint } from "./crash-points.ts";
import { BUILD, CALLS, type CrashScenario, SECRETS } from "./crash-scenario.ts";

export interface CrashCase {
  readonly point: CrashPoint;
  readonly scenarios: readonly CrashScenario[];
}

const each = (points: readonly CrashPoint[], ...scenarios: readonly CrashScenario[]): readonly CrashCase[] =>
  points.map((point) => ({ point, scenarios }));

export const CRASH_CASES: readonly CrashCase[] = [
  ...each(CALL_POINTS, ...CALLS),
  ...each(BUILD_POINTS, BUILD),
  ...each(VALUES_POINTS, SECRETS),
];
