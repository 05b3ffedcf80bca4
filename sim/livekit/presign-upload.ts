/** Where the source of an agent goes between the request to deploy it and the build. */
import { toWireName } from "./deployment-name.ts";
import { signPolicy } from "./post-policy.ts";

/** Our own choice. */
const EXPIRES_AFTER_MS = 15 * 60_000;

export const UPLOAD_PATH = "/upload";

/** What a source is for; `deployment` "" is production. */
export interface SourceOwner {
  readonly project: string;
  readonly agentId: string;
  readonly deployment: string;
}

/** livekit.PresignedPostRequest. `origin` is how the caller has reached this host. */
export async function presignUpload(
  { project, agentId, deployment }: SourceOwner,
  { tag, origin, maxBytes }: { readonly tag: string; readonly origin: string; readonly maxBytes: number },
  at: number,
): Promise<{ url: string; values: Record<string, string> }> {
  const key = [project, agentId, deployment || "production", `${tag}.tar.gz`].join("/");
  const date = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const values = await signPolicy({ key, "x-amz-date": date }, maxBytes, at + EXPIRES_AFTER_MS);
  return { url: `${origin}${UPLOAD_PATH}`, values };
}

export function readSourceOwner(key: string): SourceOwner {
  const [project = "", agentId = "", deployment = ""] = key.split("/");
  return { project, agentId, deployment: toWireName(deployment) };
}
