import { useAddress } from "./use-address.ts";

/** What Slack does not have: the world behind it, and the tour. */
export function Tools() {
  const [{ isWorldOpen, tour }, go] = useAddress();
  return (
    <div className="tools">
      <button
        type="button"
        className="element"
        aria-pressed={tour !== null}
        onClick={() => go({ tour: tour === null ? "status" : null })}
      >
        Tour
      </button>
      <button
        type="button"
        className="element"
        aria-pressed={isWorldOpen}
        onClick={() => go({ isWorldOpen: !isWorldOpen })}
      >
        World
      </button>
    </div>
  );
}
