/** The plan of a change of secrets. It names names: no value is ever part of a request or a plan. */
import { fail, type Result, succeed } from "../failure.ts";
import type { SecretName, SecretSetChange, SecretsChange } from "../platforms/change.ts";
import type { SecretStock } from "../platforms/port.ts";
import type { AgentSnapshot, ChangePlan, PlannedChange, PlanRemark } from "./change-plan.ts";
import type { SecretsAsked } from "./change-request.ts";
import { checkSecrets } from "./check-secrets.ts";
import { draftPlan } from "./draft-plan.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { secretSetOf } from "./secret-set-of.ts";

const NOTHING: SecretStock = { names: [], set: null };

export function planSecrets(
  asked: SecretsAsked,
  snapshot: AgentSnapshot,
  ledger: readonly LedgerEntry[],
  usage: string,
): Result<ChangePlan> {
  const { status } = snapshot;
  const stock = snapshot.stock ?? NOTHING;
  const checked = checkSecrets(asked, status, stock, usage);
  if (!checked.ok) return checked;
  const name = secretSetOf(asked, status);
  const region = status.platform === "pipecat" ? status.region : null;
  const set = name === null ? null : { name, region: stock.set?.region ?? region, host: asked.host };
  const written = asked.write.map((secret) => secret.name);
  const write = asked.write.map((secret) => ({ ...secret, replaces: isThere(secret, stock) }));
  const wanted = asked.overwrite ? stock.names.filter((known) => !written.includes(known)) : asked.remove;
  const call: SecretsChange = {
    write,
    // Sorted, since it is part of what is approved, and the platform may list them in another order later.
    remove: wanted.filter((known) => stock.names.includes(known)).toSorted(),
    overwrite: asked.overwrite,
    set,
  };
  if (written.length === 0 && call.remove.length === 0)
    return fail({ kind: "nothing-to-change", verb: "update-secrets", usage });
  const absent = wanted.filter((known) => !stock.names.includes(known));
  const remarks: PlanRemark[] = [
    ...(absent.length > 0 ? [{ kind: "secrets-absent", names: absent } as const] : []),
    ...(set === null ? [{ kind: "replicas-replaced" } as const] : remarksOf(set, snapshot, stock)),
  ];
  const changes = [
    ...write.map(
      (secret): PlannedChange => ({
        what: "secret",
        before: secret.replaces ? secret.name : null,
        after: secret.name,
      }),
    ),
    ...call.remove.map((before): PlannedChange => ({ what: "secret", before, after: null })),
  ];
  return succeed(draftPlan({ call: { kind: "secrets", ...call }, changes, remarks }, snapshot, ledger));
}

const isThere = ({ name, kind }: SecretName, { names, set }: SecretStock): boolean =>
  kind === "image-pull" ? set !== null : names.includes(name);

function remarksOf(
  { name: set, region, host }: SecretSetChange,
  { status }: AgentSnapshot,
  stock: SecretStock,
): readonly PlanRemark[] {
  if (status.platform === "livekit") return [];
  const attached = (host === null ? status.secretSet : status.imagePullSecretSet) === set;
  const kind = host === null ? "redeploy-needed" : "next-pull";
  return [
    ...(stock.set === null ? [{ kind: "set-created", set, region } as const] : []),
    { kind, set, attached },
  ];
}
