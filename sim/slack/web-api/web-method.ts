/** A Web API method as data: its name, limits, scopes and arguments, and what it does. */
import * as z from "zod";
import type { Tier } from "../rate-limits.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, refuse, refuseWith } from "./answer.ts";

export interface MethodSpec<Schema extends z.ZodType> {
  readonly name: string;
  readonly tier: Tier;
  /** One of them is needed; none: any token will do. */
  readonly scopes: readonly string[];
  readonly arguments: Schema;
  /** `publicUrl` begins the addresses that the answer gives away. */
  readonly run: (store: WorkspaceStore, args: z.infer<Schema>, publicUrl: string) => Answer;
  /** Answers without a token. */
  readonly open?: boolean;
  /** Counts against the limit of one message a second and channel. */
  readonly posts?: boolean;
}

export interface WebMethod {
  readonly name: string;
  readonly tier: Tier;
  readonly scopes: readonly string[];
  readonly open: boolean;
  readonly posts: boolean;
  readonly call: (store: WorkspaceStore, args: Record<string, unknown>, publicUrl: string) => Answer;
}

export function defineMethod<Schema extends z.ZodType>(spec: MethodSpec<Schema>): WebMethod {
  return {
    name: spec.name,
    tier: spec.tier,
    scopes: spec.scopes,
    open: spec.open ?? false,
    posts: spec.posts ?? false,
    call: (store, given, publicUrl) => {
      const parsed = spec.arguments.safeParse(given);
      if (parsed.success) return spec.run(store, parsed.data, publicUrl);
      const messages = parsed.error.issues.map(({ path, message }) => {
        const name = path.join("/");
        return given[String(path[0])] === undefined
          ? `missing required field: ${name}`
          : `${message} [json-pointer:/${name}]`;
      });
      return refuseWith("invalid_arguments", messages);
    },
  };
}

/** `true`, "true" and "1" alike: forms carry text, JSON carries booleans. */
export const flag = z.union([z.boolean(), z.enum(["true", "false", "1", "0"])]).transform((value) => {
  return value === true || value === "true" || value === "1";
});

export const integer = z.coerce.number().int();

/** A timestamp; JSON callers sometimes send a number. */
export const timestamp = z.coerce.string();

/** One scope is missing, as Slack says it. */
export const missingScope = (store: WorkspaceStore, needed: string): Answer =>
  refuse("missing_scope", { needed, provided: store.state.scopes.join(",") });
