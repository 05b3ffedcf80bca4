/** What is read of Pipecat Cloud's builds (OpenAPI `Build`). Only a build's id and status are needed. */
import * as z from "zod/mini";
import { lenientNumber, lenientTime, looseNumber, looseText } from "./lenient-fields.ts";

const looseTime = z.catch(lenientTime, null);

const buildSchema = z.object({
  id: z.string().check(z.minLength(1)),
  status: z.string(),
  region: looseText,
  contextHash: looseText,
  dockerfilePath: looseText,
  imageUri: looseText,
  errorMessage: looseText,
  contextSizeBytes: looseNumber,
  imageSizeBytes: looseNumber,
  buildDurationSeconds: looseNumber,
  createdAt: looseTime,
  startedAt: looseTime,
  completedAt: looseTime,
});
export type WireBuild = z.infer<typeof buildSchema>;

export const buildListSchema = z.object({ builds: z.array(buildSchema), total: lenientNumber });
export const buildAnswerSchema = z.object({ build: buildSchema });
