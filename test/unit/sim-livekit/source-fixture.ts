/** What `lk agent create` and `lk agent deploy` do, step by step and without LiveKit's client. */
import * as z from "zod";
import type { createFixture } from "./cloud-fixture.ts";

const uploadSchema = z.object({ url: z.string(), values: z.record(z.string(), z.string()) });
const createdSchema = z.object({ agent_id: z.string(), presigned_post_request: uploadSchema });
const deployedSchema = z.object({ presigned_req: uploadSchema });

export type Upload = z.infer<typeof uploadSchema>;

export function createSourceFixture({ agents, cloud, send }: ReturnType<typeof createFixture>) {
  return {
    create: async (request: object = {}) => createdSchema.parse((await agents("CreateAgent", request)).body),
    deploy: async (request: object) =>
      deployedSchema.parse((await agents("DeployAgentV2", request)).body).presigned_req,
    /** The file comes last, as S3 wants it. */
    upload: async ({ url, values }: Upload, file: Blob | null): Promise<Response> => {
      const form = new FormData();
      for (const [name, value] of Object.entries(values)) form.set(name, value);
      if (file) form.set("file", file, "source.tar.gz");
      return await cloud.fetch(new Request(url, { method: "POST", body: form }));
    },
    build: async (query: string, headers: Record<string, string> = {}): Promise<Response> =>
      await send(`/build?${query}`, { claims: { agent: { admin: true } }, headers }),
  };
}
