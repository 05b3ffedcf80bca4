/** A change of a secret set: what is written in one call, then one call for each key that goes. Each may be repeated. */
import { type Failure, fail, isTransient, type Result, succeed } from "../../failure.ts";
import type { ChangeReceipt, SecretSetChange, SecretsChange, SecretValues } from "../change.ts";
import { encodeBase64 } from "../encode-base64.ts";
import { SERVICE_NAMES } from "../port.ts";
import { requireValue } from "../require-value.ts";
import type { PipecatClient } from "./pipecat-client.ts";

/** "was modified concurrently. Please retry." (REST, `PUT /secrets/{setName}`) */
const CONFLICT = 409;
const ATTEMPTS = 3;

export async function changeSecrets(
  client: PipecatClient,
  { set, write, remove }: SecretsChange,
  values: SecretValues,
): Promise<Result<ChangeReceipt>> {
  if (!set) return fail(NO_SET);
  const calls = [
    ...(write.length > 0 ? [() => client.putSecretSet(set.name, toRequest(set, write, values))] : []),
    ...remove.map((key) => () => client.deleteSecret(set.name, key)),
  ];
  for (const [index, call] of calls.entries()) {
    const answer = await retryConflict(call);
    // A key that is gone already is gone.
    const isDone = answer.ok || (index >= calls.length - remove.length && isMissing(answer));
    // Without an answer it is made again, all of it. Refused in the middle, what is there afterwards tells what was done.
    if (!isDone && index === 0) return answer;
    if (!isDone && isTransient(answer.failure)) return fail(asUnanswered(answer.failure));
  }
  return succeed({ deploymentId: null, warning: null });
}

const NO_SET = {
  kind: "not-offered",
  verb: "update-secrets",
  service: SERVICE_NAMES.pipecat,
  why: "an agent has no secrets of its own there, only secret sets",
} as const;

/** "Too many" says that nothing was done, which is not so any more. */
const asUnanswered = (failure: Failure): Failure =>
  failure.kind === "platform-rate-limited"
    ? { kind: "platform-unavailable", call: failure.call, cause: "server-error" }
    : failure;

const isMissing = (answer: Result<unknown>): boolean =>
  !answer.ok && answer.failure.kind === "platform-not-found";

async function retryConflict(call: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  let answer = await call();
  for (let attempt = 1; attempt < ATTEMPTS && isConflict(answer); attempt += 1) answer = await call();
  return answer;
}

const isConflict = (answer: Result<unknown>): boolean =>
  !answer.ok && answer.failure.kind === "platform-refused" && answer.failure.status === CONFLICT;

function toRequest(
  { host, region }: SecretSetChange,
  write: SecretsChange["write"],
  values: SecretValues,
): Readonly<Record<string, unknown>> {
  const where = region === null ? {} : { region };
  const given = write.map(({ name }) => ({ secretKey: name, secretValue: requireValue(values, name) }));
  if (host === null) return { secrets: given, ...where };
  // `user:token`, of which a set has one.
  const [credentials] = given.map(({ secretValue }) => encodeBase64(secretValue));
  return { isImagePullSecret: true, host, secretValue: credentials, ...where };
}
