import { useState } from "react";
import type { ShownCall } from "../../world/panel/panel-protocol.ts";
import { CallItem } from "./call-item.tsx";

const NAMES = {
  all: "All",
  bot: "To the bot",
  slack: "To Slack",
  livekit: "To LiveKit",
  pipecat: "To Pipecat",
  github: "To GitHub",
};

/** As many as one would read. */
const SHOWN = 100;

/** Who called whom, newest first. */
export function CallsSection({ calls }: { readonly calls: readonly ShownCall[] }) {
  const [to, setTo] = useState<keyof typeof NAMES>("all");
  const shown = calls.filter((call) => to === "all" || call.to === to).slice(0, SHOWN);
  return (
    <section aria-labelledby="world-calls">
      <h3 id="world-calls">Calls</h3>
      <fieldset className="speeds">
        <legend className="unseen">Which calls</legend>
        {(["all", "bot", "slack", "livekit", "pipecat", "github"] as const).map((choice) => (
          <label key={choice}>
            <input type="radio" name="calls" checked={choice === to} onChange={() => setTo(choice)} />
            {NAMES[choice]}
          </label>
        ))}
      </fieldset>
      <ol className="calls" aria-label="Calls, newest first">
        {shown.map((call) => (
          <CallItem key={call.seq} call={call} />
        ))}
      </ol>
      {shown.length === 0 && <p className="detail">None since the world was started.</p>}
    </section>
  );
}
