import { Hono } from "hono";
import * as z from "zod";
import { badRequest, invalidParameters, notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import type { PublicKey } from "../supplies/supply-schemas.ts";
import { RESOURCES, toIso } from "./render-service.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";
import { BASES, readParam } from "./surface.ts";

/** "Up to 5 public keys", as documented; what is said at the sixth is not. */
const MAX_PUBLIC_KEYS = 5;
const keyRequestSchema = z.object({ name: z.string().min(1), type: z.literal("public") });

/** Who asks, what the organization may use, and the keys that start sessions: the organization's API only. */
export function createAccountRoutes({ store, now, newId }: SimulatorDeps): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const keys = `${BASES.organization}/apiKeys`;
  const putKeys = (publicKeys: PublicKey[], keyId: string): void =>
    store.change({ publicKeys }, { type: "api-key.changed", at: now(), keyId });

  routes.get("/v1/users", (context) =>
    context.json({ user: { userId: "user_local", emails: [{ emailAddress: "operator@example.com" }] } }),
  );

  routes.get("/v1/organizations", (context) => {
    const { name, verboseName } = store.organization;
    return context.json({ organizations: [{ name, verboseName }] });
  });

  routes.get(`${BASES.organization}/agent-profiles`, (context) =>
    context.json({
      agentProfiles: Object.entries(RESOURCES).map(([name, resources]) => ({
        api_name: name,
        display_name: name,
        resources,
        custom: false,
        enabled: true,
      })),
    }),
  );

  routes.get(keys, (context) => context.json({ public: store.organization.publicKeys.map(renderKey) }));

  routes.post(keys, async (context) => {
    const request = keyRequestSchema.safeParse(await readJson(context));
    if (!request.success) return refuse(context, invalidParameters);
    context.set("understood", request.data);
    const { publicKeys } = store.organization;
    if (publicKeys.filter(({ isRevoked }) => !isRevoked).length >= MAX_PUBLIC_KEYS) {
      return refuse(context, badRequest(`An organization has at most ${MAX_PUBLIC_KEYS} public keys`));
    }
    const id = newId();
    const key = { id, key: `pk_${id}`, name: request.data.name, createdAt: now(), isRevoked: false };
    putKeys([...publicKeys, key], id);
    return context.json(renderKey(key));
  });

  routes.delete(`${keys}/:id`, (context) => {
    const id = readParam(context, "id");
    const { publicKeys } = store.organization;
    if (!publicKeys.some((key) => key.id === id)) return refuse(context, notFound());
    putKeys(
      publicKeys.map((key) => (key.id === id ? { ...key, isRevoked: true } : key)),
      id,
    );
    return context.json({ status: "OK" });
  });

  return routes;
}

const renderKey = ({ id, key, name, createdAt, isRevoked }: PublicKey): object => ({
  id,
  key,
  createdAt: toIso(createdAt),
  revoked: isRevoked,
  metadata: { name },
});
