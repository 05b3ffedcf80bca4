import { memo } from "react";
import type { ShownCall } from "../../world/panel/panel-protocol.ts";
import { SCROLLS_BY_KEYS } from "../scrolls-by-keys.ts";

const RECEIVERS = {
  bot: "→ bot",
  slack: "→ Slack",
  livekit: "→ LiveKit",
  pipecat: "→ Pipecat",
  github: "→ GitHub",
};

/** One call, to be opened. Headers are not kept at all; credentials in bodies are masked before they get here. */
export const CallItem = memo(function CallItem({ call }: { readonly call: ShownCall }) {
  const { at, to, method, path, status, tookMs, request, answer } = call;
  const isBad = status !== null && (status === 0 || status >= 400);
  return (
    <li>
      <details>
        <summary>
          <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleTimeString()}</time>{" "}
          <span className="receiver">{RECEIVERS[to]}</span>{" "}
          <code>
            {method} {path}
          </code>{" "}
          <strong className={isBad ? "bad" : undefined}>{describeStatus(status)}</strong>
          {tookMs !== null && <small> {tookMs} ms</small>}
        </summary>
        <Body title="Request" text={request} />
        <Body title="Answer" text={answer} />
      </details>
    </li>
  );
});

function Body({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section aria-label={title} {...SCROLLS_BY_KEYS}>
      <h4>{title}</h4>
      <pre>{text || "no body"}</pre>
    </section>
  );
}

function describeStatus(status: number | null): string {
  if (status === null) return "under way";
  return status === 0 ? "cut" : String(status);
}
