/** From the press of Approve to the call on the platform, in bots that have little else to do. All in milliseconds. */
import { setTimeout as sleep } from "node:timers/promises";
import { isObject } from "../../sim/slack/block-kit/rule.ts";
import { findElements } from "../../sim/slack/client/place.ts";
import type { MeteredBundle } from "./build-metered-worker.ts";
import type { ChangeWish } from "./cloud-project.ts";
import { type CompanyWish, type CompanyWithBot, openCompanies } from "./companies.ts";

/** How far away the services are. */
export type Distance = Pick<CompanyWish, "latencyMs" | "slackLatencyMs">;

export interface ApproveFigures extends Distance {
  /** One for each press. */
  readonly toCallMs: readonly number[];
}

/** Of the time between two presses, which Slack's limits make long. */
const FASTER = 25;
const PATIENCE_MS = 30_000;

/** In turn: each time every company's bot is asked for a rollback, and then told to go on. */
export async function measureApprove(
  bundle: MeteredBundle,
  distances: readonly Distance[],
  presses: number,
): Promise<readonly ApproveFigures[]> {
  const wishes = distances.map((distance) => ({ ...distance, agents: 2 * presses, approvals: 1 }));
  const companies = await openCompanies(bundle, wishes, { cloudsStand: false });
  const times: number[][] = distances.map(() => []);
  try {
    for (let round = 0; round < presses; round += 1) {
      await companies.setSpeed(FASTER);
      const asked = await Promise.all(companies.all.map((company) => askForRollback(company, round)));
      await companies.setSpeed(1);
      for (const [index, company] of companies.all.entries()) {
        const wish = asked[index];
        if (wish) times[index]?.push(await press(company, wish));
      }
    }
    return distances.map((distance, index) => ({ ...distance, toCallMs: times[index] ?? [] }));
  } finally {
    await companies.stop();
  }
}

/** Resolves when its card asks for approval and all is quiet. */
async function askForRollback(company: CompanyWithBot, round: number): Promise<ChangeWish> {
  const { slack, wishes, slackCalls } = company;
  const wish = wishes.filter(({ command }) => command.startsWith("/agent rollback"))[round];
  if (!wish) throw new Error("there are too few agents");
  await slack.client.runCommand({
    user: "UOPERATOR",
    channel: channelFor(company, wish),
    text: wish.command,
  });
  await until(`the card of ${wish.agent}`, () => findApprove(company, wish) !== null);
  for (let before = -1; before !== slackCalls.length; ) {
    before = slackCalls.length;
    await sleep(150);
  }
  return wish;
}

/** Gives the time from the press to the call. */
async function press(company: CompanyWithBot, wish: ChangeWish): Promise<number> {
  const { slack, tally } = company;
  const button = findApprove(company, wish);
  if (!button) throw new Error(`the card of ${wish.agent} has no button any more`);
  const pressedAt = performance.now();
  const { error } = await slack.client.press({ user: "UAPPROVER", ...button });
  if (error) throw new Error(`Slack says: ${error}`);
  await until(`the call for ${wish.agent}`, () => tally.changes.has(wish.agent));
  const [arrivedAt = Number.NaN] = tally.changes.get(wish.agent) ?? [];
  return arrivedAt - pressedAt;
}

/** A few in turn: a channel takes one message a second. */
const channelFor = ({ channels, wishes }: CompanyWithBot, wish: ChangeWish): string =>
  channels[wishes.indexOf(wish) % channels.length] ?? "";

function findApprove(company: CompanyWithBot, wish: ChangeWish) {
  const channel = channelFor(company, wish);
  const name = wish.agent.replace("CA_", "");
  const cards = company.slack
    .messagesFor("UAPPROVER", channel)
    .filter(({ text }) => text.includes(`/${name}*`));
  for (const { ts: messageTs, blocks } of cards) {
    for (const { actionId, blockId, element } of findElements(blocks)) {
      if (isObject(element.text) && element.text.text === "Approve")
        return { channel, messageTs, actionId, blockId };
    }
  }
  return null;
}

async function until(what: string, check: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!check()) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${PATIENCE_MS / 1_000} s: ${what}`);
    await sleep(10);
  }
}
