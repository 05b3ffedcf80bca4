import * as z from "zod";

const replySchema = z.object({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

/** A debugger at a running Worker, by the DevTools protocol of V8. */
export interface Inspector {
  send(method: string, params?: Record<string, unknown>): Promise<unknown>;
  close(): void;
}

export async function openInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", () => reject(new Error(`no inspector at ${url}`)), { once: true });
  });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  socket.addEventListener("message", ({ data }) => {
    const { id, result, error } = replySchema.parse(JSON.parse(String(data)));
    const asker = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !asker) return;
    waiting.delete(id);
    if (error === undefined) asker.resolve(result);
    else asker.reject(new Error(JSON.stringify(error)));
  });
  let lastId = 0;
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        socket.send(JSON.stringify({ id: lastId, method, params }));
      }),
    close: () => socket.close(),
  };
}
