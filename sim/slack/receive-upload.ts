import type { WorkspaceStore } from "./workspace-store.ts";

/** A POST of a file's bytes, raw or as a form. The address is used once, needs no token, and says only 200 or not. */
export async function receiveUpload(store: WorkspaceStore, key: string, request: Request): Promise<Response> {
  const file = store.state.files.find(({ uploadKey }) => uploadKey === key);
  if (!file) return new Response("no such upload", { status: 404 });
  const bytes = await readBytes(request);
  if (bytes?.byteLength !== file.size) return new Response("not the announced length", { status: 400 });
  Object.assign(file, { uploadKey: null, content: new TextDecoder().decode(bytes) });
  store.changed();
  return new Response(`OK - ${file.size}`);
}

async function readBytes(request: Request): Promise<ArrayBuffer | null> {
  const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data") === true;
  if (!isForm) return await request.arrayBuffer();
  const parts = [...(await request.formData()).values()];
  const file = parts.find((part) => typeof part !== "string");
  return file ? await file.arrayBuffer() : null;
}
