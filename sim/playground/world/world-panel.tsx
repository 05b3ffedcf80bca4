import { useAddress } from "../use-address.ts";
import { AgentsSection } from "./agents-section.tsx";
import { CallsSection } from "./calls-section.tsx";
import { TimeSection } from "./time-section.tsx";
import { TroublesSection } from "./troubles-section.tsx";
import { usePanel } from "./use-panel.ts";
import { WorkerSection } from "./worker-section.tsx";

/** What is behind Slack: the clouds and their agents, the time, the Worker, and what they say to each other. */
export function WorldPanel() {
  const [, go] = useAddress();
  const { panel, calls, problem, act } = usePanel();
  return (
    <aside
      className="world"
      aria-label="World"
      onKeyDown={({ key, defaultPrevented }) => {
        if (key === "Escape" && !defaultPrevented) go({ isWorldOpen: false });
      }}
    >
      <header className="bar">
        <div>
          <h2>World</h2>
          <p>Simulated, but the bot cannot tell</p>
        </div>
        <button
          type="button"
          className="close"
          aria-label="Close world panel"
          onClick={() => go({ isWorldOpen: false })}
        >
          ✕
        </button>
      </header>
      <div className="world-body">
        {problem && (
          <p className="warning" role="alert">
            ⚠ {problem}
          </p>
        )}
        {panel ? (
          <>
            <AgentsSection agents={panel.agents} act={act} />
            <TroublesSection troubles={panel.troubles} act={act} />
            <TimeSection speed={panel.speed} aheadMs={panel.aheadMs} act={act} />
            <WorkerSection worker={panel.worker} act={act} />
            <CallsSection calls={calls} />
          </>
        ) : (
          <p className="unsupported">Looking …</p>
        )}
      </div>
    </aside>
  );
}
