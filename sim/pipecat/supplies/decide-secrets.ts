/** `PUT /secrets/{setName}`: makes a secret set or changes it. Keys are merged; values go nowhere. */
import * as z from "zod";
import type { Organization } from "../organization.ts";
import { badRequest, conflict, invalidParameters, type Refusal } from "../refusal.ts";
import { PROVISION_MS } from "./secret-set-status.ts";
import type { SecretSet } from "./supply-schemas.ts";

const keySchema = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9_-]+$/);
const valueSchema = z.string().min(1);
const SET_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export const secretsRequestSchema = z.object({
  isImagePullSecret: z.boolean().optional(),
  host: z.string().min(1).optional(),
  secretValue: valueSchema.optional(),
  secrets: z
    .array(z.object({ secretKey: keySchema, secretValue: valueSchema }))
    .min(1)
    .optional(),
  region: z.string().min(1).optional(),
});
/** The organization's API also takes one key beside its value, which is how the CLI sends them. */
export const singleSecretRequestSchema = secretsRequestSchema.extend({ secretKey: keySchema.optional() });
export type SecretsRequest = z.infer<typeof singleSecretRequestSchema>;

export type SecretsDecision =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly set: SecretSet };

export function decideSecrets(
  organization: Organization,
  name: string,
  request: SecretsRequest,
  at: number,
): SecretsDecision {
  const existing = organization.secretSets.find((set) => set.name === name) ?? null;
  const region = request.region ?? existing?.region ?? organization.defaultRegion;
  const refusal =
    refuseName(name) ??
    refuseRegion(organization, existing, region) ??
    (request.isImagePullSecret === true
      ? refusePullSecret(existing, request)
      : refuseKeys(existing, request));
  if (refusal) return { refusal };
  const trouble = organization.secretTroubles[name];
  if (trouble && trouble.conflicts > 0)
    return { refusal: conflict(`Secret set '${name}' was modified concurrently. Please retry.`) };
  const isPullSecret = request.isImagePullSecret === true;
  const fieldNames = isPullSecret ? [] : [...(existing?.fieldNames ?? []), ...keysOf(request)];
  return {
    refusal: null,
    set: {
      name,
      type: isPullSecret ? "imagePullSecret" : "secret",
      region,
      status: "pending",
      readyAt: at + PROVISION_MS,
      errorMessage: trouble?.failure ?? null,
      fieldNames: [...new Set(fieldNames)],
    },
  };
}

const keysOf = ({ secrets, secretKey }: SecretsRequest): readonly string[] => [
  ...(secrets ?? []).map((secret) => secret.secretKey),
  ...(secretKey === undefined ? [] : [secretKey]),
];

function refuseName(name: string): Refusal | null {
  return SET_NAME.test(name) && name.length >= 3 && name.length <= 63 ? null : invalidParameters;
}

function refuseRegion({ regions }: Organization, existing: SecretSet | null, region: string): Refusal | null {
  if (existing && existing.region !== region) {
    return badRequest(
      `Secret already exists in region '${existing.region}'. Cannot change region to '${region}'.`,
    );
  }
  if (regions.some(({ code }) => code === region)) return null;
  return badRequest("Invalid region or organization does not have access");
}

const incompletePullSecret = badRequest(
  "Must provide isImagePullSecret, host, and secretValue to update an image pull secret",
);

function refusePullSecret(existing: SecretSet | null, { host, secretValue }: SecretsRequest): Refusal | null {
  if (existing?.type === "secret") {
    return badRequest("Cannot update existing regular secrets to image pull secrets");
  }
  return host === undefined || secretValue === undefined ? incompletePullSecret : null;
}

/** A key alone, without its value, is nothing. */
function refuseKeys(existing: SecretSet | null, request: SecretsRequest): Refusal | null {
  if (existing?.type === "imagePullSecret") return incompletePullSecret;
  const isHalf = (request.secretKey === undefined) !== (request.secretValue === undefined);
  return isHalf || keysOf(request).length === 0 ? invalidParameters : null;
}
