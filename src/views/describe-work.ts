/** How far a deployment from a commit is, before the platform has it. */
import type { WorkflowRun } from "../source/source-port.ts";
import type { ChangeCard } from "./change-card.ts";
import type { ChangeWords } from "./change-words.ts";
import { describeProgress } from "./describe-change-trouble.ts";
import { codeText, escapeText, linkText } from "./escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const SUBJECT_LENGTH = 100;
const LINE_LENGTH = 200;

type Words = Pick<ChangeWords, "consequence" | "progress">;

/** "`your-org/agents` at `main`: “Greet by name”", and where it goes; null for what deploys no commit. */
export function describeCommit({ call, remarks }: ChangeCard["plan"]): Mrkdwn | null {
  if (call.kind !== "source" && call.kind !== "workflow") return null;
  const { repository, ref, subject, deployment } = call;
  const moved = remarks.find(({ kind }) => kind === "branch-moved");
  return joinMrkdwn([
    mrkdwn`${codeText(repository)} at ${codeText(ref)}: “${escapeText(subject, SUBJECT_LENGTH)}”`,
    deployment === "" ? null : mrkdwn`into deployment ${codeText(deployment)}`,
    call.kind === "workflow" ? mrkdwn`by ${codeText(call.workflow)}` : null,
    moved?.kind === "branch-moved" ? mrkdwn`moved to ${codeText(moved.sha.slice(0, 7))} since` : null,
  ]);
}

/** null for a change that is one call. */
export function describeWork({ plan, work }: ChangeCard, service: Mrkdwn): Words | null {
  if (plan.call.kind !== "source") return null;
  switch (work?.stage) {
    case undefined:
    case "packing":
      return { consequence: mrkdwn`I fetch the source and pack what ${service} needs of it.` };
    case "creating":
      return { consequence: mrkdwn`I create the agent, still without a version.` };
    case "uploading":
      return { consequence: mrkdwn`I upload the source. The build has not begun.` };
    case "building":
      return describeBuild(work.build, service);
  }
}

function describeBuild(build: NonNullable<ChangeCard["work"]>["build"], service: Mrkdwn): Words {
  if (build === null) return { consequence: mrkdwn`${service} was told to build it.` };
  const { queue, step, done, total, lines } = build;
  if (queue !== null) return { consequence: mrkdwn`The build waits: ${codeText(queue, LINE_LENGTH)}.` };
  const last = lines.at(-1);
  return {
    consequence: null,
    progress: joinMrkdwn(
      [
        describeProgress({ word: step ?? "", ready: { count: done, of: total } }, mrkdwn`steps`),
        last === undefined ? null : codeText(last, LINE_LENGTH),
      ],
      mrkdwn`\n`,
    ),
  };
}

/** After a connection that broke. */
export function describeDoubt({ plan, work }: ChangeCard, service: Mrkdwn): Mrkdwn {
  if (work?.stage === "building")
    return mrkdwn`I lost the connection to the build. It goes on at ${service} without me, so I start no other one and look for its version.`;
  const who = plan.call.kind === "workflow" ? mrkdwn`GitHub` : service;
  return mrkdwn`${who} did not confirm it; I look whether it happened before I call again.`;
}

/** The run of a workflow, while it is followed. */
export function describeRun(run: WorkflowRun | null): Words {
  if (run === null) return { consequence: mrkdwn`GitHub accepted it; I wait for its run.` };
  const ended = run.steps.filter(({ status }) => status === "completed").length;
  const step = run.steps.find(({ status }) => status === "in_progress");
  const link = linkText(run.url, mrkdwn`Open the run`);
  const word = step?.name ?? run.status.replaceAll("_", " ");
  return {
    consequence: null,
    progress: joinMrkdwn([
      describeProgress({ word, ready: { count: ended, of: run.steps.length } }, mrkdwn`steps`),
      link,
    ]),
  };
}
