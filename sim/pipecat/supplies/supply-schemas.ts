/** The facts about what deployments are made of, what starts sessions, and what is spent. Times are milliseconds since 1970. */
import * as z from "zod";

export const secretSetStatuses = ["pending", "ready", "failed"] as const;
export const secretSetSchema = z.object({
  name: z.string(),
  type: z.enum(["secret", "imagePullSecret"]),
  region: z.string(),
  status: z.enum(secretSetStatuses),
  /** When a pending set gets ready; null as long as nothing provisions it. */
  readyAt: z.number().nullable(),
  errorMessage: z.string().nullable(),
  /** Names only: the simulator keeps no values. */
  fieldNames: z.array(z.string()),
});
export type SecretSet = z.infer<typeof secretSetSchema>;

export const buildStatuses = ["pending", "building", "success", "failed", "timeout"] as const;
export const buildSchema = z.object({
  id: z.guid(),
  region: z.string(),
  status: z.enum(buildStatuses),
  createdAt: z.number(),
  /** When it ended, or when a pending one will succeed; null as long as nobody works on it. */
  doneAt: z.number().nullable(),
  /** The first 16 hex digits of the MD5 of the uploaded archive. */
  contextHash: z.string(),
  contextSizeBytes: z.int(),
  dockerfilePath: z.string(),
  errorMessage: z.string().nullable(),
});
export type Build = z.infer<typeof buildSchema>;

/** A build context: announced first, its archive follows. */
export const uploadSchema = z.object({
  id: z.string(),
  region: z.string(),
  expiresAt: z.number(),
  /** null until the archive has come. */
  archive: z.object({ hash: z.string(), sizeBytes: z.int() }).nullable(),
});
export type Upload = z.infer<typeof uploadSchema>;

/** In cents; without a limit anything may be spent. */
export const spendingSchema = z.object({
  limitCents: z.int().nullable(),
  currentCents: z.int(),
  /** Since when the limit is reached; null while it is not. */
  blockedAt: z.number().nullable(),
});
export type Spending = z.infer<typeof spendingSchema>;

/** A key that may start sessions, and nothing else. */
export const publicKeySchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  createdAt: z.number(),
  isRevoked: z.boolean(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;
