/** `POST /upload`: the bucket that sources are uploaded to. No token, the signed form is the permission; errors are S3's XML. */
import type { Endpoint } from "./agents-endpoint.ts";
import { findSourceFault } from "./find-source-fault.ts";
import { refuseForm, type UploadRefusal } from "./post-policy.ts";
import { readSourceOwner } from "./presign-upload.ts";
import type { Simulation } from "./simulation.ts";

export function createUploadService(simulation: Simulation): Endpoint {
  return async (request, _client, note) => {
    const form = await request.formData().catch(() => null);
    if (!form) return refuse(NO_FORM);
    const { fields, file } = readForm(form);
    const key = fields.get("key") ?? "";
    note({ key, bytes: file?.size ?? 0 });
    if (!file) return refuse(NO_FILE);
    const refusal = await refuseForm(fields, file.size, simulation.settle());
    if (refusal) return refuse(refusal);
    const { project, agentId, deployment } = readSourceOwner(key);
    const fault = await findSourceFault(file);
    simulation.change(() => {
      const agent = simulation.state.projects
        .find(({ name }) => name === project)
        ?.agents.find(({ id }) => id === agentId);
      // The bucket knows nothing of agents: it takes the source of one that is gone, too.
      if (!agent) return;
      agent.sources = agent.sources.filter((source) => source.deployment !== deployment);
      agent.sources.push({ deployment, fault });
    });
    return new Response(null, { status: 204 });
  };
}

/** What comes after the file is not looked at. */
function readForm(form: FormData) {
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    if (typeof value !== "string") return { fields, file: name === "file" ? value : null };
    fields.set(name.toLowerCase(), value);
  }
  return { fields, file: null };
}

const NO_FORM: UploadRefusal = {
  status: 412,
  code: "PreconditionFailed",
  message: "Bucket POST must be of the enclosure-type multipart/form-data",
};

const NO_FILE: UploadRefusal = {
  status: 400,
  code: "InvalidArgument",
  message: "POST requires exactly one file upload per request.",
};

function refuse({ status, code, message }: UploadRefusal): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return new Response(body, { status, headers: { "content-type": "application/xml" } });
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
