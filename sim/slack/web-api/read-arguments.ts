/** The arguments of a Web API call, from a form, JSON or the query, and the token that came with them. */
import { isObject } from "../block-kit/rule.ts";
import { parseJson } from "../parse-json.ts";
import { type Checked, refuse } from "./answer.ts";

export interface CallArguments {
  readonly token: string | null;
  readonly args: Record<string, unknown>;
}

export async function readArguments(request: Request): Promise<Checked<CallArguments>> {
  const header = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (type === "application/json") {
    // Slack takes a token from a header here, never from the JSON.
    const body = parseJson(await request.text());
    if (!isObject(body)) return refuse("invalid_json");
    const { token: _, ...args } = body;
    return { ok: true, value: { token: header, args } };
  }
  if (request.method === "GET" || type === "") {
    if ((await request.text()) !== "") return refuse("missing_post_type");
    return { ok: true, value: separate(query, header) };
  }
  if (type !== "application/x-www-form-urlencoded" && type !== "multipart/form-data")
    return refuse("invalid_post_type");
  const form = await request.formData().catch(() => null);
  if (!form) return refuse("invalid_form_data");
  return { ok: true, value: separate({ ...query, ...Object.fromEntries(form) }, header) };
}

function separate({ token, ...args }: Record<string, unknown>, header: string | null): CallArguments {
  return { token: header ?? (typeof token === "string" ? token : null), args };
}
