import * as z from "zod/mini";
import { lenientList, lenientText } from "./lenient-fields.ts";

/** `GET /secrets`: every set of the organization. */
export const secretSetListSchema = z.object({
  sets: z.array(
    z.object({
      name: z.string(),
      type: lenientText,
      region: lenientText,
      status: lenientText,
      errorMessage: lenientText,
    }),
  ),
});
export type WireSecretSet = z.infer<typeof secretSetListSchema>["sets"][number];

/** `GET /secrets/{set}`: the names in one set; values are never sent. */
export const secretSetSchema = z.object({
  region: lenientText,
  status: lenientText,
  errorMessage: lenientText,
  secrets: lenientList(z.object({ fieldName: z.string() })),
});
export type WireSecretKeys = z.infer<typeof secretSetSchema>;

/** `PUT /secrets/{set}` (202) and `DELETE /secrets/{set}/{key}` (200): `{"status":"OK"}` */
export const secretDoneSchema = z.object({ status: z.string() });
