import type { Panel } from "../../world/panel/panel-protocol.ts";
import type { WatchedPanel } from "./use-panel.ts";

interface WorkerSectionProps {
  readonly worker: Panel["worker"];
  readonly act: WatchedPanel["act"];
}

/** The bot itself: its whole process can be killed, to see a card go on where it was. */
export function WorkerSection({ worker: { isThere, kills }, act }: WorkerSectionProps) {
  return (
    <section aria-labelledby="world-worker">
      <h3 id="world-worker">Worker</h3>
      <p role="status">
        <span className={`tone ${isThere ? "healthy" : "failed"}`} aria-hidden="true" />{" "}
        {isThere ? "answers" : "is gone, and starting again"}
        {kills > 0 && ` · killed ${kills === 1 ? "once" : `${kills} times`}`}
      </p>
      <button
        type="button"
        className="element danger"
        data-tour="kill"
        disabled={!isThere}
        onClick={() => void act("kill", {})}
      >
        Kill the Worker
      </button>
      <p className="detail">
        kill -9 for workerd and what keeps it. What it had stored is all that it has left.
      </p>
    </section>
  );
}
