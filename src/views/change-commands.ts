/** The texts of the commands around a change: what asks for it again, and what its buttons decide. */
import { quoteArgument } from "../commands/quote-argument.ts";
import type { ChangeAsked, ChangeRequest, SecretsAsked } from "../operations/change-request.ts";
import type { AgentUpdate, SecretName } from "../platforms/change.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { agentCommand } from "./command-texts.ts";

/** "/agent deploy voice/voice-starter --image your-org/voice:1.4 --reason why": what was asked, as it can be typed. */
export function changeCommand({ agent, asked }: ChangeRequest, reason: string | null = null): string {
  return joinFlags(agentCommand(asked.verb, agent), { ...flagsOf(asked), reason });
}

/** "/agent rollback prod/support-line --version 20250809003117"; null: to the one before. */
export function rollbackCommand(agent: AgentIdentity, version: string | null): string {
  return changeCommand({ agent, asked: { verb: "rollback", version } });
}

/** "/agent approve 7K2M9QW4ZT1C8RX5VB3D --plan 4f2a91c0". */
export function approveCommand(operationId: string, planDigest: string): string {
  return joinFlags(decisionCommand("approve", operationId), { plan: planDigest });
}

/** "/agent reject 7K2M9QW4ZT1C8RX5VB3D". */
export function decisionCommand(
  verb: "approve" | "reject" | "cancel" | "proceed" | "keep" | "enter-values",
  operationId: string,
): string {
  return `/agent ${verb} ${quoteArgument(operationId)}`;
}

type Flags = Readonly<Record<string, string | number | true | readonly string[] | null | undefined>>;

function flagsOf(asked: ChangeAsked): Flags {
  switch (asked.verb) {
    case "rollback":
      return { version: asked.version };
    case "deploy":
      return { ref: asked.ref, deployment: asked.deployment, ...updateFlags(asked.update) };
    case "create":
      return { region: asked.region, ref: asked.ref, ...updateFlags(asked.update) };
    case "scale":
      return { min: asked.min, max: asked.max };
    case "promote":
      return { from: asked.from };
    case "update-secrets":
      return secretFlags(asked);
    case "stop":
      return asked.session === null && asked.room === null
        ? { all: true }
        : { session: asked.session, room: asked.room };
    case "delete":
      return { deployment: asked.deployment };
    case "restart":
      return {};
  }
}

function secretFlags({ write, remove, overwrite, set, host }: SecretsAsked): Flags {
  const namesOf = (kind: SecretName["kind"]) =>
    write.filter((secret) => secret.kind === kind).map(({ name }) => name);
  return {
    secret: namesOf("environment"),
    file: namesOf("file"),
    remove,
    overwrite: overwrite ? true : null,
    set,
    "image-pull": host,
  };
}

function updateFlags(update: AgentUpdate): Flags {
  const { krispAudioFilter } = update;
  return {
    image: update.image,
    "build-id": update.buildId,
    "secret-set": update.secretSet,
    "image-pull-secret-set": update.imagePullSecretSet,
    "min-agents": update.scaling?.min,
    "max-agents": update.scaling?.max,
    "krisp-viva": krispAudioFilter === null ? "off" : krispAudioFilter,
    profile: update.profile,
    "max-session-duration": update.maxSessionSeconds,
    "node-type": update.nodeType,
    force: update.forceRedeploy === true ? true : null,
  };
}

function joinFlags(command: string, flags: Flags): string {
  const words = Object.entries(flags).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    if (value === true) return [`--${name}`];
    return [value].flat().map((given) => `--${name} ${quoteArgument(String(given))}`);
  });
  return [command, ...words].join(" ");
}
