import { Hono } from "hono";
import * as z from "zod";
import { badRequest, invalidParameters } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { md5 } from "../supplies/md5.ts";
import type { Upload } from "../supplies/supply-schemas.ts";
import { toIso } from "./render-service.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";
import { BASES, surfaces } from "./surface.ts";

/** How long an address for an upload is good, as documented. */
const UPLOAD_MS = 15 * 60_000;
const CONTEXT_HASH_DIGITS = 16;

const requestSchema = z.object({ region: z.string().min(1).optional() });
/** What a presigned form has to hold; the order counts too. */
const formSchema = z.object({
  key: z.string(),
  policy: z.string(),
  "Content-Type": z.literal("application/gzip"),
  file: z.instanceof(Blob),
});

/** How a build context comes to the platform: an address for it on both faces, and the storage that is there. */
export function createUploadRoutes({ store, now, newId }: SimulatorDeps): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const put = (upload: Upload): void => {
    const others = store.organization.uploads.filter(({ id }) => id !== upload.id);
    const event = { type: "upload.changed", at: now(), uploadId: upload.id } as const;
    store.change({ uploads: [...others, upload] }, event);
  };

  for (const surface of surfaces) {
    routes.post(`${BASES[surface]}/builds/upload-url`, async (context) => {
      const request = requestSchema.safeParse(await readJson(context));
      if (!request.success) return refuse(context, invalidParameters);
      context.set("understood", request.data);
      const { regions, defaultRegion } = store.organization;
      const region = request.data.region ?? defaultRegion;
      if (!regions.some(({ code }) => code === region)) {
        return refuse(context, badRequest("Invalid region or organization does not have access"));
      }
      const upload = { id: newId(), region, expiresAt: now() + UPLOAD_MS, archive: null };
      put(upload);
      return context.json({
        uploadId: upload.id,
        uploadUrl: new URL("/build-contexts", context.req.url).href,
        uploadFields: { key: upload.id, policy: "local" },
        expiresAt: toIso(upload.expiresAt),
      });
    });
  }

  routes.post("/build-contexts", async (context) => {
    const fields = await context.req.formData().catch(() => new FormData());
    const form = formSchema.safeParse(Object.fromEntries(fields));
    const isFileLast = [...fields.keys()].at(-1) === "file";
    if (!form.success || !isFileLast) return context.text("MalformedPOSTRequest", 400);
    const { key, file } = form.data;
    context.set("understood", { key, sizeBytes: file.size });
    const upload = store.organization.uploads.find(({ id }) => id === key);
    if (!upload || upload.expiresAt <= now()) return context.text("AccessDenied", 403);
    const hash = md5(new Uint8Array(await file.arrayBuffer())).slice(0, CONTEXT_HASH_DIGITS);
    put({ ...upload, archive: { hash, sizeBytes: file.size } });
    return context.body(null, 204);
  });

  return routes;
}
