/**
 * Presigned POST uploads as Amazon S3 has them: a signed policy says what the form must contain, and until when. Nothing is
 * remembered about it; the signature is all. The words of refusals are S3's.
 */
import * as z from "zod";

const KEY = new TextEncoder().encode("the simulated bucket");
const SIGNATURE = "x-amz-signature";
const LENGTH_RANGE = "content-length-range";

const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal("eq"), z.string(), z.string()]),
      z.tuple([z.literal(LENGTH_RANGE), z.number(), z.number()]),
    ]),
  ),
});

type Policy = z.infer<typeof policySchema>;

export interface UploadRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The fields of the form: those given, a policy that asks for exactly them, and its signature. `expiresAt` in milliseconds. */
export async function signPolicy(
  fields: Readonly<Record<string, string>>,
  maxBytes: number,
  expiresAt: number,
): Promise<Record<string, string>> {
  const policy: Policy = {
    expiration: new Date(expiresAt).toISOString(),
    conditions: [
      ...Object.entries(fields).map(([name, value]): Policy["conditions"][number] => [
        "eq",
        `$${name}`,
        value,
      ]),
      [LENGTH_RANGE, 1, maxBytes],
    ],
  };
  const encoded = btoa(JSON.stringify(policy));
  return { ...fields, policy: encoded, [SIGNATURE]: await sign(encoded) };
}

/** Why a form with these fields, and a file of `bytes`, is refused; null: it is not. */
export async function refuseForm(
  fields: ReadonlyMap<string, string>,
  bytes: number,
  now: number,
): Promise<UploadRefusal | null> {
  const encoded = fields.get("policy");
  if (encoded === undefined) return denied("Access Denied");
  if (fields.get(SIGNATURE) !== (await sign(encoded))) return WRONG_SIGNATURE;
  const { expiration, conditions } = policySchema.parse(JSON.parse(atob(encoded)));
  if (now >= Date.parse(expiration)) return denied("Invalid according to Policy: Policy expired.");
  const unasked = new Set(fields.keys());
  for (const name of ["policy", SIGNATURE]) unasked.delete(name);
  for (const condition of conditions) {
    if (condition[0] === LENGTH_RANGE) {
      if (bytes < condition[1]) return TOO_SMALL;
      if (bytes > condition[2]) return TOO_LARGE;
      continue;
    }
    const name = condition[1].slice(1);
    unasked.delete(name);
    if (fields.get(name) !== condition[2])
      return denied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`);
  }
  const extra = [...unasked].join(", ");
  return extra === "" ? null : denied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

const denied = (message: string): UploadRefusal => ({ status: 403, code: "AccessDenied", message });

const WRONG_SIGNATURE: UploadRefusal = {
  status: 403,
  code: "SignatureDoesNotMatch",
  message:
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
};

const TOO_SMALL: UploadRefusal = {
  status: 400,
  code: "EntityTooSmall",
  message: "Your proposed upload is smaller than the minimum allowed size",
};

const TOO_LARGE: UploadRefusal = {
  status: 400,
  code: "EntityTooLarge",
  message: "Your proposed upload exceeds the maximum allowed size",
};

async function sign(policy: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", KEY, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(policy));
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
