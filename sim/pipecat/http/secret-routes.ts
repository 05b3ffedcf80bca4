import { Hono } from "hono";
import { badRequest, invalidParameters, notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import {
  decideSecrets,
  type SecretsRequest,
  secretsRequestSchema,
  singleSecretRequestSchema,
} from "../supplies/decide-secrets.ts";
import { secretSetStatus } from "../supplies/secret-set-status.ts";
import type { SecretSet } from "../supplies/supply-schemas.ts";
import { readJson, refuse, type SimulatorContext, type SimulatorEnv } from "./simulator-env.ts";
import { BASES, readParam, type Surface } from "./surface.ts";

const setNotFound = notFound("Set not found");

/** `/secrets` of one face. Names only; values are never given back, and the simulator has none. */
export function createSecretRoutes(
  { store, now }: Pick<SimulatorDeps, "store" | "now">,
  surface: Surface,
): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const sets = `${BASES[surface]}/secrets`;
  const schema = surface === "organization" ? singleSecretRequestSchema : secretsRequestSchema;
  const find = (context: SimulatorContext): SecretSet | null =>
    store.findSecretSet(readParam(context, "setName"));

  /** The other one has written; the next attempt may come through. */
  const spendConflict = (name: string): void => {
    const { [name]: trouble, ...others } = store.organization.secretTroubles;
    if (!trouble) return;
    const secretTroubles = { ...others, [name]: { ...trouble, conflicts: trouble.conflicts - 1 } };
    store.change({ secretTroubles }, { type: "secret-set.changed", at: now(), secretSet: name });
  };

  routes.get(sets, (context) => {
    const region = surface === "organization" ? context.req.query("region") : undefined;
    const found = store.organization.secretSets.filter(
      (set) => region === undefined || set.region === region,
    );
    return context.json({
      sets: found.map((set) => ({ name: set.name, type: set.type, ...renderState(set, now()) })),
    });
  });

  routes.get(`${sets}/:setName`, (context) => {
    const set = find(context);
    if (!set) return refuse(context, setNotFound);
    if (set.type === "imagePullSecret") {
      return refuse(context, badRequest("Cannot retrieve image pull secrets by name"));
    }
    return context.json({
      ...renderState(set, now()),
      ...(surface === "organization" ? { source: "managed" } : {}),
      secrets: set.fieldNames.map((fieldName) => ({ fieldName })),
    });
  });

  routes.put(`${sets}/:setName`, async (context) => {
    const request = schema.safeParse(await readJson(context));
    // Without zod's issues, which quote what was given.
    if (!request.success) return refuse(context, invalidParameters);
    context.set("understood", describeWithoutValues(request.data));
    const decision = decideSecrets(store.organization, readParam(context, "setName"), request.data, now());
    if (decision.refusal?.status === 409) spendConflict(readParam(context, "setName"));
    if (decision.refusal) return refuse(context, decision.refusal);
    store.putSecretSet(decision.set, now());
    return context.json({ status: "OK", region: decision.set.region }, 202);
  });

  routes.delete(`${sets}/:setName/:secretKey`, (context) => {
    const set = find(context);
    const key = readParam(context, "secretKey");
    if (!set?.fieldNames.includes(key)) return refuse(context, notFound("Secret not found"));
    store.putSecretSet({ ...set, fieldNames: set.fieldNames.filter((name) => name !== key) }, now());
    return context.json({ status: "OK" });
  });

  routes.delete(`${sets}/:setName`, (context) => {
    const set = find(context);
    if (!set) return refuse(context, setNotFound);
    store.change(
      { secretSets: store.organization.secretSets.filter(({ name }) => name !== set.name) },
      { type: "secret-set.changed", at: now(), secretSet: set.name },
    );
    return context.json({ status: "OK" });
  });

  return routes;
}

function renderState(set: SecretSet, at: number): Record<string, unknown> {
  const { region, errorMessage } = set;
  const status = secretSetStatus(set, at);
  return { region, status, ...(errorMessage === null || status === "pending" ? {} : { errorMessage }) };
}

/** For the log of calls. */
function describeWithoutValues({ secretValue: _, secrets, ...rest }: SecretsRequest): unknown {
  return { ...rest, ...(secrets ? { secrets: secrets.map(({ secretKey }) => secretKey) } : {}) };
}
