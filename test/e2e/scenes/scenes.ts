import type { Scene } from "./scene.ts";

/** A whole window is shown smaller than it is; of one message, screens with twice the pixels can show them all. */
const WINDOW = { frame: "window", width: 1_200, height: 760, scale: 1 } as const;
const MESSAGE = { frame: "message", width: 960, height: 900, scale: 2 } as const;

/** In the order in which they are played, in one world: each begins where the one before it has ended. */
export const SCENES: readonly Scene[] = [
  {
    name: "playground",
    description: "A rollback that waits for approval, and its thread",
    address: "#/UOPERATOR/COPS",
    acts: [
      { say: '/agent rollback prod/support-line --reason "callers hear silence since 02:10"' },
      { become: "Priya Raman" },
      { openThreadOf: "callers hear silence" },
    ],
    shows: ["Roll back prod/support-line", "0 of 1 approvals", "Approve with comment…", "Plan 1"],
    ...WINDOW,
  },
  {
    name: "done",
    description: "The same card when the rollback is done",
    address: "#/UAPPROVER/COPS",
    acts: [{ press: "Approve", on: "callers hear silence" }, { see: "Rolled back prod/support-line" }],
    shows: ["Rolled back prod/support-line", "approved by @approver", "Watch until healthy"],
    ...MESSAGE,
  },
  {
    name: "fleet",
    description: "Every agent of both clouds, what hurts first",
    address: "#/UOPERATOR/COPS",
    acts: [{ say: "/agent status" }],
    shows: ["2 of 7 agents need attention", "prod/crashy", "asleep in voice: quiet-desk", "Share to channel"],
    ...MESSAGE,
  },
  {
    name: "failed",
    description: "A deployment that failed: why, what happens next, and the buttons that decide otherwise",
    address: "#/UOPERATOR/COPS",
    acts: [
      {
        say: '/agent deploy voice/voice-starter --image your-org/voice-starter:no-such-tag --reason "new voice"',
      },
      { become: "Priya Raman" },
      { press: "Approve", on: "new voice" },
      { see: "The deployment of voice/voice-starter failed" },
    ],
    shows: ["failed to resolve image tag", "Roll back now", "Keep"],
    ...MESSAGE,
  },
  {
    name: "dispatch",
    description: "An agent sent into a room, followed until it is there",
    address: "#/UOPERATOR/COPS",
    acts: [{ say: "/dispatch support-line lobby --project prod" }, { see: "support-line joined lobby" }],
    shows: ["support-line joined lobby", "The agent joined the room", "Remove from room"],
    ...MESSAGE,
  },
  {
    name: "world",
    description: "The playground with its world: an agent crashes, and the status says so",
    address: "#/UOPERATOR/CDEV?world",
    acts: [{ inWorld: "Crash staging/support-line" }, { say: "/agent status staging/support-line" }],
    shows: ["staging/support-line is failing", "Simulated, but the bot cannot tell"],
    ...WINDOW,
  },
  {
    name: "phone",
    description: "The card of a dispatch on a phone at night",
    address: "#/UOPERATOR/COPS",
    acts: [{ see: "support-line joined lobby" }],
    shows: ["support-line joined lobby"],
    frame: "window",
    width: 375,
    height: 700,
    scale: 2,
    isPhone: true,
  },
];
