/**
 * What is read of the answers to changes. The HTTP status says that a change was accepted; of the answer
 * only as much is asked as shows that it is one, so that no odd field makes a doubt of it.
 */
import * as z from "zod/mini";
import { looseText } from "./lenient-fields.ts";

/** `POST /agents/{name}` */
export const receiptSchema = z.object({
  name: z.string(),
  desiredDeploymentId: looseText,
  /** Deprecated alias of the desired one. */
  activeDeploymentId: looseText,
  /** Known of the organization's API: the request changes nothing. */
  warning: looseText,
});
export type WireReceipt = z.infer<typeof receiptSchema>;

/** `DELETE /agents/{name}`: `{"status":"OK"}` */
export const deletionSchema = z.object({ status: z.string() });
