import { SPEEDS, type SpeedAct } from "../../world/panel/panel-protocol.ts";
import type { WatchedPanel } from "./use-panel.ts";

interface TimeSectionProps {
  readonly speed: number;
  readonly aheadMs: number;
  readonly act: WatchedPanel["act"];
}

/** How fast the clouds' time goes. */
export function TimeSection({ speed, aheadMs, act }: TimeSectionProps) {
  return (
    <section>
      <fieldset className="speeds">
        <legend>Time of the clouds</legend>
        {SPEEDS.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="speed"
              checked={choice === speed}
              onChange={() => void act("speed", { speed: choice } satisfies SpeedAct)}
            />
            ×{choice}
          </label>
        ))}
      </fieldset>
      <p className="detail">
        {aheadMs < 1_000
          ? "Rollouts, starts and calls go faster. Slack's time and the bot's stay as they are."
          : `The clouds are ${formatAhead(aheadMs)} ahead of Slack and the bot, which keep the real time.`}
      </p>
    </section>
  );
}

function formatAhead(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes === 0 ? `${Math.round(ms / 1_000)} s` : `${minutes} min`;
}
