/**
 * What our simulator answers otherwise than the real server of this version, and why it stays so. The suite fails for a
 * difference that is not listed here, and for a listed one that is none any more.
 */
import type { Difference } from "./compare-answers.ts";

const listed: readonly {
  readonly because: string;
  readonly asks: readonly string[];
  /** Undefined: the field is not there. */
  readonly fields: Readonly<Record<string, { readonly real: unknown; readonly simulated: unknown }>>;
}[] = [
  {
    because: "servers after this version want every token to end, so the simulator does",
    asks: ["token: without an end"],
    fields: { status: { real: 200, simulated: 401 } },
  },
  {
    because: "protobuf keeps a number that its enum does not have; the simulator takes it for the default",
    asks: ["CreateDispatch: restart policy of an unknown number"],
    fields: { "body.restart_policy": { real: 7, simulated: "JRP_ON_FAILURE" } },
  },
  {
    because: "protojson is stricter than JSON.parse about text that no client writes",
    asks: ["CreateDispatch: one field by both names", "CreateDispatch: lone surrogate", "body: a name twice"],
    fields: { status: { real: 400, simulated: 200 } },
  },
  {
    because: "the server reads one JSON value and leaves the rest; JSON.parse reads all",
    asks: ["body: something behind it"],
    fields: { status: { real: 200, simulated: 400 } },
  },
  {
    because: "servers after this version, and most proxies, take 10 MiB at most",
    asks: ["body: too large"],
    fields: { status: { real: 200, simulated: 413 } },
  },
  {
    because: "Go's router sends callers from a directory to its slash; no client goes there",
    asks: ["route: service alone"],
    fields: { status: { real: 307, simulated: 404 } },
  },
  {
    because: "the cloud knows the agents that it hosts by an id",
    asks: ["agent: dispatches", "agent: job of one that was removed"],
    fields: {
      "body.agent_dispatches[1].state.jobs[0].state.agent_id": { real: "", simulated: "CA_‹12›" },
    },
  },
  {
    because: "the cloud knows the agents that it hosts by an id",
    asks: ["agent: its dispatch deleted"],
    fields: { "body.state.jobs[0].state.agent_id": { real: "", simulated: "CA_‹12›" } },
  },
  {
    because:
      "the cloud has regions and marks its agents; a voice agent has a session and publishes its voice",
    asks: ["agent: participants"],
    fields: {
      "body.participants[0].region": { real: "", simulated: "us-east" },
      "body.participants[0].kind_details": { real: "[]", simulated: '["CLOUD_AGENT"]' },
      "body.participants[0].is_publisher": { real: false, simulated: true },
      "body.participants[0].attributes.lk.agent.state": { real: undefined, simulated: "listening" },
    },
  },
  {
    because:
      "the cloud has regions and marks its agents; a voice agent has a session and publishes its voice",
    asks: ["agent: participant"],
    fields: {
      "body.region": { real: "", simulated: "us-east" },
      "body.kind_details": { real: "[]", simulated: '["CLOUD_AGENT"]' },
      "body.is_publisher": { real: false, simulated: true },
      "body.attributes.lk.agent.state": { real: undefined, simulated: "listening" },
    },
  },
  {
    because: "a voice agent publishes its voice",
    asks: ["agent: room"],
    fields: { "body.rooms[0].num_publishers": { real: 0, simulated: 1 } },
  },
];

export const LISTED_DIFFERENCES: readonly Difference[] = listed.flatMap(({ asks, fields }) =>
  asks.flatMap((ask) => Object.entries(fields).map(([field, values]) => ({ ask, field, ...values }))),
);
