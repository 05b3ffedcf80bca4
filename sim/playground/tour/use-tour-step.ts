import { useCallback, useEffect, useRef, useState } from "react";
import type { Scene } from "../scene.ts";
import { useAddress } from "../use-address.ts";
import type { TourStep } from "./tour-steps.ts";

export interface TakenStep {
  readonly act: () => void;
  readonly isBusy: boolean;
  /** Its own button was pressed, and that went well. */
  readonly isDone: boolean;
  readonly problem: string | null;
}

/** Goes to where a step takes place, and prepares the world for it. What fails is said, and stands in nobody's way. */
export function useTourStep(step: TourStep, scene: Scene): TakenStep {
  const [, go] = useAddress();
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(scene);
  useEffect(() => {
    latest.current = scene;
  });
  const run = useCallback(async (action: TourStep["prepare"]): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await action(latest.current);
      return true;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  useEffect(() => {
    setDone(false);
    go({ place: step.place, isWorldOpen: step.isWorldOpen ?? false, tour: step.id });
    void run(step.prepare);
  }, [step, go, run]);
  return {
    act: () => {
      if (!isBusy) void run(step.act.run).then(setDone);
    },
    isBusy,
    isDone,
    problem,
  };
}
