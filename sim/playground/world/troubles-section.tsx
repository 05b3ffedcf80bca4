import {
  type Panel,
  serviceSchema,
  type TroubleAct,
  troubleSchema,
} from "../../world/panel/panel-protocol.ts";
import type { WatchedPanel } from "./use-panel.ts";

interface TroublesSectionProps {
  readonly troubles: Panel["troubles"];
  readonly act: WatchedPanel["act"];
}

const SERVICES = {
  slack: "Slack",
  livekit: "LiveKit Cloud",
  pipecat: "Pipecat Cloud",
  github: "GitHub",
} as const;

const TROUBLES = {
  slow: "Slow: 2.5 s later",
  errors: "Errors: 500 to everything",
  throttled: "Throttled: 429, try in 5 s",
  cut: "Cut: no connection",
} as const;

/** Breaks a service as a whole, and mends everything. */
export function TroublesSection({ troubles, act }: TroublesSectionProps) {
  return (
    <section aria-labelledby="world-troubles">
      <h3 id="world-troubles">Trouble</h3>
      {serviceSchema.options.map((service) => (
        <label key={service} className="trouble">
          <span>{SERVICES[service]}</span>
          <select
            aria-label={SERVICES[service]}
            className={troubles[service] ? "element troubled" : "element"}
            value={troubles[service] ?? ""}
            onChange={({ target: { value } }) => {
              const trouble = troubleSchema.safeParse(value).data ?? null;
              void act("trouble", { service, trouble } satisfies TroubleAct);
            }}
          >
            <option value="">Works</option>
            {troubleSchema.options.map((trouble) => (
              <option key={trouble} value={trouble}>
                {TROUBLES[trouble]}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="button" className="element" onClick={() => void act("heal", {})}>
        Heal everything
      </button>
    </section>
  );
}
