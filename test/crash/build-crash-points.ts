/** Where a change is killed that takes more than one call: a build from source, and secrets whose values come after the approval. */
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../support/local-bot.ts";
import { askAndApprove, type CrashPoint } from "./crash-points.ts";

const CODELOAD = "/legacy.tar.gz/";
const UPLOAD = "/upload";

export const BUILD_POINTS: readonly CrashPoint[] = [
  {
    name: "while the source is fetched",
    reach: async ({ world: { github } }, _, observer) => {
      github.faults.inject({ match: CODELOAD, fault: { kind: "hang" }, times: 1 });
      await askAndApprove(observer);
      await until(() => github.calls.list(CODELOAD).length === 1);
    },
  },
  {
    name: "while it is uploaded",
    reach: async (_, __, observer) => {
      observer.platform.faults.inject({ match: UPLOAD, fault: { kind: "hang" }, times: 1 });
      await askAndApprove(observer);
      await until(() => observer.platform.calls.list(UPLOAD).length === 1);
    },
  },
  {
    name: "after the build has begun, before anything of it is stored",
    reach: async (_, { call }, observer) => {
      observer.platform.faults.inject({ match: call, fault: { kind: "hang" }, times: 1 });
      await askAndApprove(observer);
      await until(() => observer.effects() === 1);
    },
  },
  {
    name: "while it is built",
    reach: async (_, __, observer) => {
      await askAndApprove(observer);
      await until(() => observer.effects() === 1);
      await sleep(4_000);
    },
  },
];

export const VALUES_POINTS: readonly CrashPoint[] = [
  {
    name: "while it waits for values",
    reach: async (_, __, observer) => {
      await askAndApprove(observer);
      const isAsked = () =>
        observer.cards().some(({ blocks }) => JSON.stringify(blocks).includes("Enter the values"));
      await until(isAsked);
    },
  },
];
