/** Two minutes with the bot. Every step makes sure by itself that it can be taken, from wherever somebody enters. */
import type { Place } from "../../world/page-protocol.ts";
import type { Scene } from "../scene.ts";
import { findButton } from "./find-button.ts";
import { actInWorld, pressAs, sayAs } from "./tour-acts.ts";

export interface TourStep {
  /** `#tour/<id>`. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly place: Place;
  readonly isWorldOpen?: boolean;
  /** What the step's own button does; it may wait for what it needs. */
  readonly act: { readonly label: string; readonly run: (scene: Scene) => Promise<void> };
  /** What it points at. */
  readonly target: () => Element | null;
  /** What has to be there before. */
  readonly prepare: (scene: Scene) => Promise<void>;
}

const OPERATOR: Place = { user: "UOPERATOR", channel: "COPS" };
const APPROVER: Place = { user: "UAPPROVER", channel: "COPS" };

const ROLLBACK = '/agent rollback prod/support-line --reason "callers hear silence"';
const ROLLED_BACK = "Roll back prod/support-line";
const SUBJECT = { platform: "livekit", project: "staging", name: "support-line" } as const;

const composer = (): Element | null => document.querySelector("main [data-tour=composer]");
/** The newest button of that name in the conversation, on a message about `subject`. */
const button =
  (name: string, subject = "") =>
  (): Element | null =>
    [...document.querySelectorAll("main .messages button.element")]
      .filter((found) => found.textContent === name)
      .filter((found) => found.closest("article")?.textContent?.includes(subject))
      .at(-1) ?? null;
const prepareWorld = (): Promise<void> => actInWorld("prepare", {});
const crash = (): Promise<void> => actInWorld("agent", { ...SUBJECT, act: "crash" });

export const TOUR_STEPS: readonly TourStep[] = [
  {
    id: "status",
    title: "Ask how the agents are",
    text: "You are Marcus, an operator. The fleet is in two clouds; what hurts comes first. The answer is for you alone until you share it.",
    place: OPERATOR,
    act: { label: "Send /agent status", run: () => sayAs(OPERATOR, "/agent status") },
    target: composer,
    prepare: prepareWorld,
  },
  {
    id: "rollback",
    title: "Ask for a rollback",
    text: "A change is planned from what the cloud says now: old → new, live calls, what cannot be restored. In prod somebody else has to approve it.",
    place: OPERATOR,
    act: { label: "Ask for the rollback", run: () => sayAs(OPERATOR, ROLLBACK) },
    target: composer,
    prepare: prepareWorld,
  },
  {
    id: "approve",
    title: "Approve it as somebody else",
    text: "Now you are Priya, who is on call. Press Approve on the card, or let the tour press it. The card is edited in place until the new version serves.",
    place: APPROVER,
    act: {
      label: "Press Approve",
      run: (scene) => pressAs(APPROVER, findButton(scene, "Approve", ROLLED_BACK)),
    },
    target: button("Approve", ROLLED_BACK),
    prepare: async (scene) => {
      if (findButton(scene, "Approve", ROLLED_BACK)) return;
      await prepareWorld();
      await sayAs(OPERATOR, ROLLBACK);
    },
  },
  {
    id: "crash",
    title: "Break something",
    text: "The world panel has every agent as it is now. Crash one in staging: its replicas go, and callers with them.",
    place: OPERATOR,
    isWorldOpen: true,
    act: { label: "Crash staging/support-line", run: crash },
    target: () => document.querySelector('[data-tour="agent staging/support-line"]'),
    prepare: prepareWorld,
  },
  {
    id: "failing",
    title: "See what it says of a failure",
    text: "The status names what fails and since when, and offers what one would do next.",
    place: OPERATOR,
    act: {
      label: "Send /agent status staging/support-line",
      run: () => sayAs(OPERATOR, "/agent status staging/support-line"),
    },
    target: composer,
    prepare: crash,
  },
  {
    id: "recover",
    title: "Roll back, without waiting",
    text: "The policy of staging asks nobody to approve. The same command goes through at once, and is followed to its real end.",
    place: OPERATOR,
    act: {
      label: "Roll staging/support-line back",
      run: () => sayAs(OPERATOR, '/agent rollback staging/support-line --reason "the new version crashes"'),
    },
    target: composer,
    prepare: crash,
  },
  {
    id: "dispatch",
    title: "Send an agent into a room",
    text: "The card follows the job until the agent really is in the room, or says why none came. While it does, you may kill the Worker in the world panel.",
    place: OPERATOR,
    act: {
      label: "Dispatch support-line",
      run: () => sayAs(OPERATOR, `/dispatch support-line tour-${Date.now() % 100_000} --project prod`),
    },
    target: composer,
    prepare: prepareWorld,
  },
];
