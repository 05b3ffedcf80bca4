import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

/** Every row of every table of every object, with the names of tables: what a person with the storage in hand would see. */
export async function dumpStorage(): Promise<string> {
  const objects = await Promise.all([
    dumpObjects(env.OPERATIONS),
    dumpObjects(env.AGENTS),
    dumpObjects(env.OUTBOXES),
    dumpObjects(env.WORKSPACES),
  ]);
  return JSON.stringify(objects);
}

async function dumpObjects<Kind extends Rpc.DurableObjectBranded>(namespace: DurableObjectNamespace<Kind>) {
  const ids = await listDurableObjectIds(namespace);
  return await Promise.all(
    ids.map((id) =>
      runInDurableObject(namespace.get(id), async (_, { storage }) => {
        const tables = storage.sql
          .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
          .toArray()
          .filter(({ name }) => !name.startsWith("_cf") && !name.startsWith("sqlite"));
        return tables.map(({ name }) => ({
          name,
          rows: storage.sql.exec(`SELECT * FROM "${name}"`).toArray(),
        }));
      }),
    ),
  );
}
