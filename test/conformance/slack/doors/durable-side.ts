import type { Workspace } from "../../../../src/commands/command-context.ts";

/** What each method of the objects answers; each is a method of `Workspace`, or one that it is made from. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  start: { refused: false, failure: null } satisfies Awaited<ReturnType<Workspace["startDispatch"]>>,
  propose: { begun: true, failure: null } satisfies Awaited<ReturnType<Workspace["proposeChange"]>>,
  describe: null satisfies Awaited<ReturnType<Workspace["describeOperation"]>>,
  press: null satisfies Awaited<ReturnType<Workspace["pressOperation"]>>,
  readHold: { operation: null, lock: null } satisfies Awaited<ReturnType<Workspace["readHold"]>>,
  setLock: null satisfies Awaited<ReturnType<Workspace["setLock"]>>,
  removeLock: null satisfies Awaited<ReturnType<Workspace["removeLock"]>>,
  keepLedger: [] satisfies Awaited<ReturnType<Workspace["keepLedger"]>>,
  listOperations: [] satisfies Awaited<ReturnType<Workspace["listOperations"]>>,
  locate: {} satisfies Awaited<ReturnType<Workspace["locateCards"]>>,
  appendAudit: undefined,
  listAudit: [] satisfies Awaited<ReturnType<Workspace["listAudit"]>>,
  verifyAudit: { intact: true, count: 0, head: null } satisfies Awaited<ReturnType<Workspace["verifyAudit"]>>,
};
/** What changes something. */
const CHANGES = ["start", "propose", "press", "setLock", "removeLock", "appendAudit"];

/** The Durable Objects in memory: they take everything, remember only what was claimed, and tell `note` of changes. */
export function createDurableSide(note: (effect: string) => void): Record<string, unknown> {
  const claimed = new Set<string>();
  const call = async (object: string, method: string, args: readonly unknown[]): Promise<unknown> => {
    if (method === "claim") return !claimed.has(String(args[0])) && Boolean(claimed.add(String(args[0])));
    if (!(method in ANSWERS)) throw new Error(`the objects have no method ${method}`);
    if (CHANGES.includes(method)) note(`${object} ${method} ${JSON.stringify(args)}`);
    return structuredClone(ANSWERS[method]);
  };
  const openObject = (object: string) =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...args: unknown[]) =>
            call(object, String(method), args),
      },
    );
  const open = (binding: string) => ({ getByName: (name: string) => openObject(`${binding} ${name}`) });
  return {
    WORKSPACES: open("workspace"),
    OPERATIONS: open("operation"),
    AGENTS: open("agent"),
    OUTBOXES: open("outbox"),
  };
}
