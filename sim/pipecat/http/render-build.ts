import type { Organization } from "../organization.ts";
import { buildStartedAt, buildStatus } from "../supplies/build-life.ts";
import type { Build } from "../supplies/supply-schemas.ts";
import { toIso } from "./render-service.ts";

/** A build on the wire. */
export function renderBuild(organization: Organization, build: Build, at: number): Record<string, unknown> {
  const status = buildStatus(build, at);
  const startedAt = buildStartedAt(build, at);
  const completedAt = status === "pending" || status === "building" ? null : build.doneAt;
  const isSuccess = status === "success";
  return {
    id: build.id,
    organizationId: organization.id,
    status,
    region: build.region,
    contextHash: build.contextHash,
    dockerfilePath: build.dockerfilePath,
    imageUri: isSuccess ? `registry.local.test/${organization.name}:${build.contextHash}` : null,
    logsUrl: null,
    errorMessage: build.errorMessage,
    contextSizeBytes: build.contextSizeBytes,
    imageSizeBytes: isSuccess ? IMAGE_BYTES : null,
    buildDurationSeconds:
      completedAt === null || startedAt === null ? null : Math.round((completedAt - startedAt) / 1_000),
    startedAt: startedAt === null ? null : toIso(startedAt),
    completedAt: completedAt === null ? null : toIso(completedAt),
    createdAt: toIso(build.createdAt),
    updatedAt: toIso(completedAt ?? startedAt ?? build.createdAt),
  };
}

/** Of every image; nothing depends on it. */
const IMAGE_BYTES = 812_646_400;
