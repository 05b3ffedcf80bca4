import type { Scene } from "../scene.ts";
import { useAddress } from "../use-address.ts";
import { actInWorld } from "./tour-acts.ts";
import { TourCard } from "./tour-card.tsx";
import { TOUR_STEPS } from "./tour-steps.ts";

interface TourProps {
  /** An id that is none is the first step. */
  readonly step: string;
  readonly scene: Scene;
}

/** A tour that can be left, and gone on with, at any time. */
export function Tour({ step: id, scene }: TourProps) {
  const [, go] = useAddress();
  const at = Math.max(
    0,
    TOUR_STEPS.findIndex((step) => step.id === id),
  );
  const step = TOUR_STEPS[at];
  const next = TOUR_STEPS[at + 1];
  if (!step) return null;
  return (
    <TourCard
      step={step}
      count={`Step ${at + 1} of ${TOUR_STEPS.length}`}
      scene={scene}
      onNext={next ? () => go({ tour: next.id }) : null}
      onLeave={() => {
        go({ tour: null });
        // The tour has made the clouds' time fly.
        actInWorld("speed", { speed: 1 }).catch(() => {});
      }}
    />
  );
}
