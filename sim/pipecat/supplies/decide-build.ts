import * as z from "zod";
import type { Organization } from "../organization.ts";
import { badRequest, type Refusal } from "../refusal.ts";
import { BUILD_MS, buildStatus } from "./build-life.ts";
import type { Build } from "./supply-schemas.ts";

export const buildRequestSchema = z.object({
  uploadId: z.string().min(1),
  region: z.string().min(1).optional(),
  dockerfilePath: z.string().min(1).default("Dockerfile"),
});

export type BuildDecision =
  | { readonly refusal: Refusal }
  /** `isCached`: a successful build of the same context is there already. */
  | { readonly refusal: null; readonly build: Build; readonly isCached: boolean };

/** `POST /builds`: a build of an uploaded context. What is wrong with an upload has no documented text. */
export function decideBuild(
  organization: Organization,
  { uploadId, region, dockerfilePath }: z.infer<typeof buildRequestSchema>,
  { at, newId }: { readonly at: number; readonly newId: () => string },
): BuildDecision {
  const upload = organization.uploads.find(({ id }) => id === uploadId);
  if (!upload) return { refusal: badRequest("Upload not found") };
  if (!upload.archive) return { refusal: badRequest("Build context has not been uploaded") };
  if (region !== undefined && region !== upload.region) {
    return { refusal: badRequest("Invalid region or organization does not have access") };
  }
  const { hash, sizeBytes } = upload.archive;
  const cached = organization.builds.find(
    (build) =>
      build.contextHash === hash &&
      build.region === upload.region &&
      build.dockerfilePath === dockerfilePath &&
      buildStatus(build, at) === "success",
  );
  if (cached) return { refusal: null, build: cached, isCached: true };
  const build: Build = {
    id: newId(),
    region: upload.region,
    status: "pending",
    createdAt: at,
    doneAt: at + BUILD_MS,
    contextHash: hash,
    contextSizeBytes: sizeBytes,
    dockerfilePath,
    errorMessage: null,
  };
  return { refusal: null, build, isCached: false };
}
