/** What each verb that changes an agent asks for. */
import { fail, succeed } from "../../failure.ts";
import { checkUpdate } from "../../operations/check-update.ts";
import type { AgentUpdate } from "../../platforms/change.ts";
import type { InputFor } from "../command-table.ts";
import { changeAgent } from "./change-agent.ts";

/** `/agent rollback <agent> [--version v]` */
export const rollback = changeAgent("agent.rollback", ({ version }: InputFor<"agent.rollback">) =>
  succeed({ verb: "rollback", version }),
);

/** `/agent restart <agent>` */
export const restart = changeAgent("agent.restart", () => succeed({ verb: "restart" }));

/** `/agent scale <agent> --min n --max n` */
export const scale = changeAgent("agent.scale", ({ min, max }: InputFor<"agent.scale">, usage) =>
  min === null && max === null
    ? fail({ kind: "nothing-to-change", verb: "scale", usage })
    : succeed({ verb: "scale", min, max }),
);

/** `/agent promote <agent> --from <deployment>` */
export const promote = changeAgent("agent.promote", ({ from }: InputFor<"agent.promote">, usage) =>
  from === null
    ? fail({ kind: "missing-argument", usage, argument: "--from" })
    : succeed({ verb: "promote", from }),
);

/** `/agent delete <agent> --confirm <name>`; with `--deployment` that one alone, whose name is typed then. */
export const remove = changeAgent("agent.delete", ({ deployment }: InputFor<"agent.delete">) =>
  succeed({ verb: "delete", ...(deployment !== null && { deployment }) }),
);

/** `/agent stop <agent> --session <id> | --room <room> | --all` */
export const stop = changeAgent("agent.stop", ({ session, room, all }: InputFor<"agent.stop">, usage) => {
  const given = [session !== null, room !== null, all].filter(Boolean).length;
  const expected = "the only one of `--session`, `--room` and `--all`";
  if (given === 0) return fail({ kind: "nothing-to-change", verb: "stop", usage });
  return given === 1
    ? succeed({ verb: "stop", session, room })
    : fail({ kind: "bad-value", usage, name: all ? "--all" : "--room", expected });
});

/** `/agent deploy <agent> …`: a commit, or every field of Pipecat's update request. */
export const deploy = changeAgent("agent.deploy", (input: InputFor<"agent.deploy">, usage) => {
  const { ref, deployment, force } = input;
  const update = checkUpdate({ ...readUpdate(input), ...(force && { forceRedeploy: true }) }, usage);
  if (!update.ok) return update;
  return succeed({
    verb: "deploy",
    update: update.value,
    ...(ref !== null && { ref }),
    // The wire's name for it is none at all.
    ...(deployment !== null && deployment !== "production" && { deployment }),
  });
});

/** `/agent create <project/name> …` */
export const create = changeAgent("agent.create", (input: InputFor<"agent.create">, usage) => {
  const { ref, region } = input;
  const update = checkUpdate(readUpdate(input), usage);
  if (!update.ok) return update;
  return succeed({
    verb: "create",
    update: update.value,
    ...(ref !== null && { ref }),
    ...(region !== null && { region }),
  });
});

function readUpdate(input: InputFor<"agent.create"> | InputFor<"agent.deploy">): AgentUpdate {
  const { image, "build-id": buildId, "secret-set": secretSet, profile } = input;
  const { "image-pull-secret-set": imagePullSecretSet, "node-type": nodeType } = input;
  const { "min-agents": min, "max-agents": max, "krisp-viva": krisp } = input;
  const { "max-session-duration": maxSessionSeconds } = input;
  return {
    ...(image !== null && { image }),
    ...(buildId !== null && { buildId }),
    ...(secretSet !== null && { secretSet }),
    ...(imagePullSecretSet !== null && { imagePullSecretSet }),
    ...((min !== null || max !== null) && {
      scaling: { ...(min !== null && { min }), ...(max !== null && { max }) },
    }),
    ...(krisp !== null && { krispAudioFilter: krisp === "off" ? null : krisp }),
    ...(profile !== null && { profile }),
    ...(maxSessionSeconds !== null && { maxSessionSeconds }),
    ...(nodeType !== null && { nodeType }),
  };
}
