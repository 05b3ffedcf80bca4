/** The same requests to the real LiveKit server and to our simulator, and their answers field by field. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLiveKitCloud } from "../../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../../sim/livekit/starting-projects.ts";
import { compareAnswers, type Difference } from "./compare-answers.ts";
import { LISTED_DIFFERENCES } from "./differences.ts";
import type { Peer } from "./exchange.ts";
import { runScript } from "./run-script.ts";
import { askAboutAgents } from "./scripts/ask-about-agents.ts";
import { askAboutDispatches } from "./scripts/ask-about-dispatches.ts";
import { askAboutRooms } from "./scripts/ask-about-rooms.ts";
import { askAboutRoutes } from "./scripts/ask-about-routes.ts";
import { askAboutTokens } from "./scripts/ask-about-tokens.ts";
import { startAgentWorker } from "./start-agent-worker.ts";
import { startLivekitServer } from "./start-livekit-server.ts";
import type { RunningProgram } from "./start-program.ts";

const SCRIPTS = [askAboutTokens, askAboutDispatches, askAboutRooms, askAboutRoutes, askAboutAgents];

const programs: RunningProgram[] = [];
let found: readonly Difference[];

beforeAll(async () => {
  const server = await startLivekitServer();
  programs.push(server);
  programs.push(await startAgentWorker(server));
  const now = () => Date.now();
  const cloud = createLiveKitCloud({
    now,
    delay: async () => {},
    projects: startingProjects(now()),
    dispatchUnnamedAgents: true,
  });
  const answersOf = async (peer: Peer) => {
    const answers = [];
    for (const script of SCRIPTS) answers.push(...(await runScript(script, peer)));
    return new Map(answers);
  };
  const [real, simulated] = await Promise.all([
    answersOf({ url: server.url, fetch }),
    answersOf({ url: "http://127.0.0.1", fetch: cloud.fetch }),
  ]);
  found = compareAnswers(real, simulated);
});
afterAll(async () => {
  for (const program of programs.reverse()) await program.stop();
});

/** Those of the first that the second does not have. */
const missing = (from: readonly Difference[], other: readonly Difference[]) => {
  const known = new Set(other.map(describeDifference));
  return from.map(describeDifference).filter((difference) => !known.has(difference));
};
const describeDifference = ({ ask, field, real, simulated }: Difference): string =>
  `${ask} | ${field} | real: ${JSON.stringify(real)} | simulated: ${JSON.stringify(simulated)}`;

describe("our simulator", () => {
  it("answers as the real server does, but for what is listed", () => {
    expect(missing(found, LISTED_DIFFERENCES)).toEqual([]);
  });

  it("still differs in all that is listed", () => {
    expect(missing(LISTED_DIFFERENCES, found)).toEqual([]);
  });
});
