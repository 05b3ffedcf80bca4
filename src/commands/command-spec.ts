/** What a command is, as data: the parser, the help, the permissions and the manifest test all read this. */
import type * as z from "zod/mini";

/** Roles from least to most; what each may do is decided in `authorize.ts` alone. */
export const ROLES = ["viewer", "operator", "approver", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface ValueSpec {
  /** Shown in usage lines: "agent", "n", "key=value". */
  readonly placeholder: string;
  readonly summary: string;
  readonly schema: z.ZodMiniType<unknown, string>;
  /** What a good value is, completing "… must be": "a number from 1 up". */
  readonly expected: string;
}

export type ArgumentSpec = ValueSpec & { readonly required: boolean };

export type FlagSpec =
  | { readonly kind: "switch"; readonly summary: string }
  | (ValueSpec & {
      readonly kind: "value";
      readonly aliases?: readonly string[];
      /** The usage shows it so; the handler asks for it. */
      readonly required?: boolean;
    })
  /** May be given several times. */
  | (ValueSpec & { readonly kind: "list" })
  /** Another way to give the first argument: `--id CA_x` is the agent. */
  | { readonly kind: "argument"; readonly placeholder: string; readonly summary: string };

export interface CommandSpec {
  /** The slash command, without the slash: "agent", "dispatch". */
  readonly command: string;
  /** null: the command's own form, as in `/dispatch <agent> <room>`. */
  readonly verb: string | null;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly example: string;
  /** The role that a person must have; null for what everybody may. */
  readonly needs: Role | null;
  /** Changes something on a platform: answered in the channel, never silently repeated. */
  readonly changes: boolean;
  /** Stands on the cards of operations as a button; the help names all of these in one line. */
  readonly onCards?: boolean;
  readonly arguments: Readonly<Record<string, ArgumentSpec>>;
  readonly flags: Readonly<Record<string, FlagSpec>>;
}

type ArgumentValue<A> = A extends { required: true; schema: infer S extends z.ZodMiniType }
  ? z.infer<S>
  : A extends { schema: infer S extends z.ZodMiniType }
    ? z.infer<S> | null
    : never;
type FlagValue<F> = F extends { kind: "switch" }
  ? boolean
  : F extends { kind: "list"; schema: infer S extends z.ZodMiniType }
    ? readonly z.infer<S>[]
    : F extends { schema: infer S extends z.ZodMiniType }
      ? z.infer<S> | null
      : never;

/** The typed input of a command, derived from its entry in the table. */
export type InputOf<Spec extends CommandSpec> = {
  readonly [K in keyof Spec["arguments"]]: ArgumentValue<Spec["arguments"][K]>;
} & {
  readonly [K in keyof Spec["flags"] as Spec["flags"][K] extends { kind: "argument" } ? never : K]: FlagValue<
    Spec["flags"][K]
  >;
};

/** "/agent status [agent] [--id agent-id] …", the line that help and errors show. */
export function usageOf(spec: CommandSpec): string {
  const head = spec.verb === null ? `/${spec.command}` : `/${spec.command} ${spec.verb}`;
  const parts = Object.values(spec.arguments).map(({ placeholder, required }) =>
    required ? `<${placeholder}>` : `[${placeholder}]`,
  );
  for (const [name, flag] of Object.entries(spec.flags)) {
    const usage = flagUsage(name, flag);
    parts.push(flag.kind === "value" && flag.required ? usage : `[${usage}]`);
  }
  return [head, ...parts].join(" ");
}

/** "--page n", "--json", "--attr key=value …". */
export function flagUsage(name: string, flag: FlagSpec): string {
  if (flag.kind === "switch") return `--${name}`;
  return `--${name} ${flag.placeholder}${flag.kind === "list" ? " …" : ""}`;
}
