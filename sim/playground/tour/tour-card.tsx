import { useEffect } from "react";
import type { Scene } from "../scene.ts";
import { Spotlight } from "./spotlight.tsx";
import type { TourStep } from "./tour-steps.ts";
import { useTourStep } from "./use-tour-step.ts";

interface TourCardProps {
  readonly step: TourStep;
  /** "Step 2 of 7". */
  readonly count: string;
  readonly scene: Scene;
  /** null: this is the last one. */
  readonly onNext: (() => void) | null;
  readonly onLeave: () => void;
}

/** One step: what there is to see, and a button that really does it. */
export function TourCard({ step, count, scene, onNext, onLeave }: TourCardProps) {
  const { act, isBusy, isDone, problem } = useTourStep(step, scene);
  useEffect(() => {
    const listen = ({ key, defaultPrevented }: KeyboardEvent): void => {
      if (key === "Escape" && !defaultPrevented && !document.querySelector("dialog[open], :popover-open"))
        onLeave();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
  return (
    <>
      <Spotlight find={step.target} />
      <section className="tour" aria-label="Guided tour">
        <div aria-live="polite">
          <p className="detail">{count}</p>
          <h2>{step.title}</h2>
          <p>{step.text}</p>
          {problem && <p className="warning">{problem}</p>}
        </div>
        <footer>
          <button type="button" className="element" onClick={onLeave}>
            {onNext ? "Leave the tour" : "Done"}
          </button>
          <button
            type="button"
            className={isDone ? "element" : "element primary"}
            aria-busy={isBusy}
            onClick={act}
          >
            {step.act.label}
          </button>
          {onNext && (
            <button type="button" className={isDone ? "element primary" : "element"} onClick={onNext}>
              Next
            </button>
          )}
        </footer>
      </section>
    </>
  );
}
