/** What a deployment from source does with the source, and nothing else: packs it from GitHub, and uploads it. */
import { createGitHubSource } from "../../src/source/github/github-source.ts";
import { uploadArchive } from "../../src/source/upload-archive.ts";

const SETTINGS = { repository: "acme/large", subdirectory: null, ref: null, workflow: null };
const CALL = { project: "prod", service: "storage", endpoint: "upload", changes: false };

interface Bindings {
  readonly GITHUB_API_URL: string;
}

export default {
  /** `POST /?upload=<address>`; a GET only shows that it is there. */
  async fetch(request: Request, { GITHUB_API_URL: apiUrl }: Bindings): Promise<Response> {
    if (request.method === "GET") return new Response("ready");
    const network = (outgoing: Request) => fetch(outgoing);
    const source = createGitHubSource(SETTINGS, { apiUrl, fetch: network, token: null, project: "prod" });
    const commit = await source.resolveCommit("main");
    const archive = commit.ok ? await source.pack(commit.value) : commit;
    if (!archive.ok) return Response.json(archive.failure, { status: 500 });
    const url = new URL(request.url).searchParams.get("upload") ?? "";
    const tools = {
      fetch: network,
      newId: () => crypto.randomUUID(),
      openBody: (sizeBytes: number) => new FixedLengthStream(sizeBytes),
    };
    const target = { kind: "form", url, fields: { key: "source.tar.gz" } } as const;
    const uploaded = await uploadArchive(tools, target, archive.value, CALL);
    if (!uploaded.ok) return Response.json(uploaded.failure, { status: 500 });
    return Response.json({ sizeBytes: archive.value.sizeBytes, fileCount: archive.value.fileCount });
  },
};
