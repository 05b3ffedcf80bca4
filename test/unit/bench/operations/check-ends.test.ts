import { describe, expect, it } from "vitest";
import { checkEnds } from "../../../../bench/operations/check-ends.ts";
import { CloudTally } from "../../../../bench/operations/cloud-tally.ts";
import { createSlackWorkspace } from "../../../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../../../sim/slack/starting-workspace.ts";

const AGENTS = ["one", "two"];

function openCompany(phases = ["succeeded", "succeeded"]) {
  const slack = createSlackWorkspace({
    now: () => 1_000_000,
    delay: async () => {},
    deliver: async () => new Response(),
    requestUrl: "http://bot.test/",
    publicUrl: "http://slack.test",
    seed: startingWorkspace,
  });
  const tally = new CloudTally();
  const post = (text: string) =>
    slack.fetch(
      new Request("http://slack.test/api/chat.postMessage", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer xoxb-local" },
        body: JSON.stringify({ channel: "COPS", text, metadata: { event_type: "card", event_payload: {} } }),
      }),
    );
  const change = (agent: string) =>
    tally.notePipecat(new Request(`http://pipecat.test/v1/agents/${agent}`, { method: "POST" }));
  return {
    wishes: AGENTS.map((agent) => ({ agent, command: "" })),
    tally,
    slack,
    listOperations: async () => phases.map((phase, index) => ({ id: String(index), phase })),
    post,
    change,
  };
}

describe("checkEnds", () => {
  it("finds nothing where every agent was changed once and every card says so", async () => {
    const company = openCompany();
    for (const agent of AGENTS) {
      company.change(agent);
      await company.post(`*Deployed voice/${agent}* in 16 s.`);
    }
    expect(await checkEnds(company)).toEqual([]);
  });

  it("names a change that was made twice, a card that stands still and an operation that failed", async () => {
    const company = openCompany(["succeeded", "failed"]);
    for (const agent of [...AGENTS, "two"]) company.change(agent);
    await company.post("*Deployed voice/one* in 16 s.");
    await company.post("*Deploying voice/two*.");
    expect(await checkEnds(company)).toEqual([
      "1 operations that succeeded, not 2",
      "3 changes on the clouds, not 2",
      "1 cards that show the end, not 2",
    ]);
  });

  it("names what Slack refused as too many", async () => {
    const company = openCompany();
    for (const agent of AGENTS) company.change(agent);
    for (const agent of [...AGENTS, "a", "b", "c", "d"]) await company.post(`*Deployed voice/${agent}*.`);
    expect(await checkEnds(company)).toContain("1 calls of chat.postMessage answered with 429");
  });
});

describe("CloudTally", () => {
  it("counts looks at an agent only once something was done with it", async () => {
    const tally = new CloudTally();
    const ask = (method: string, agentId: string) =>
      tally.noteLiveKit(
        new Request(`http://livekit.test/twirp/livekit.CloudAgent/${method}`, {
          method: "POST",
          body: JSON.stringify({ agent_id: agentId }),
        }),
      );
    await ask("ListAgents", "CA_one");
    await ask("RollbackAgent", "CA_one");
    await ask("ListAgents", "CA_one");
    await ask("ListAgents", "CA_two");
    await ask("ListAgentVersions", "CA_one");
    expect(tally.polls).toBe(1);
    expect([...tally.changes.keys()]).toEqual(["CA_one"]);
  });
});
