import type { AgentAct, ShownAgent } from "../../world/panel/panel-protocol.ts";
import type { WatchedPanel } from "./use-panel.ts";

interface AgentsSectionProps {
  readonly agents: readonly ShownAgent[];
  readonly act: WatchedPanel["act"];
}

const ACTS = [
  ["crash", "Crash"],
  ["heal", "Heal"],
  ["sleep", "Sleep"],
  ["wake", "Wake"],
] as const;

/** Every agent as it is now, and what can happen to it. */
export function AgentsSection({ agents, act }: AgentsSectionProps) {
  return (
    <section aria-labelledby="world-agents">
      <h3 id="world-agents">Agents</h3>
      <ul className="agents">
        {agents.map(({ platform, project, name, tone, lines }) => {
          const title = `${project}/${name}`;
          return (
            <li key={title} data-tour={`agent ${title}`}>
              <p>
                <span className={`tone ${tone}`} role="img" aria-label={tone} /> <strong>{title}</strong>{" "}
                <small>{tone}</small>
              </p>
              {lines.map((line) => (
                <p key={line} className="detail">
                  {line}
                </p>
              ))}
              <fieldset className="acts" aria-label={title}>
                {ACTS.map(([does, label]) => (
                  <button
                    key={does}
                    type="button"
                    className="element"
                    aria-label={`${label} ${title}`}
                    onClick={() =>
                      void act("agent", { platform, project, name, act: does } satisfies AgentAct)
                    }
                  >
                    {label}
                  </button>
                ))}
              </fieldset>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
