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

export type ArgumentSpec = ValueSpec & {
  readonly required: boolean;
  /** The flag that people have in mind when they give something else. */
  readonly insteadOf?: string;
};

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
  /** Flags that people look for here and find with another verb. */
  readonly elsewhere?: Readonly<Record<string, { readonly verb: string; readonly flag: string }>>;
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

/** "/agent status": what it is called. */
export const nameOf = ({ command, verb }: CommandSpec): string =>
  verb === null ? `/${command}` : `/${command} ${verb}`;

/** "Roll back", "Restart", "Dispatch": what is done, for buttons and forms. */
export function actOf({ command, verb }: CommandSpec): string {
  const act = verb === "rollback" ? "roll back" : (verb ?? command).replaceAll("-", " ");
  return act.charAt(0).toUpperCase() + act.slice(1);
}

/** "/agent promote <agent> --from name": what it cannot be without, for errors. */
export function shortUsageOf(spec: CommandSpec): string {
  const needed = Object.entries(spec.flags).filter(([, flag]) => isRequired(flag));
  return [nameOf(spec), ...argumentUsages(spec), ...needed.map(([name, flag]) => flagUsage(name, flag))].join(
    " ",
  );
}

/** "/agent status [agent] [--id agent-id] …", the line that help shows. */
export function usageOf(spec: CommandSpec): string {
  const flags = Object.entries(spec.flags).map(([name, flag]) => {
    const usage = flagUsage(name, flag);
    return isRequired(flag) ? usage : `[${usage}]`;
  });
  return [nameOf(spec), ...argumentUsages(spec), ...flags].join(" ");
}

const isRequired = (flag: FlagSpec): boolean => flag.kind === "value" && flag.required === true;

/** "<verb>", "[agent]". */
export const argumentUsages = (spec: CommandSpec): string[] =>
  Object.values(spec.arguments).map(({ placeholder, required }) =>
    required ? `<${placeholder}>` : `[${placeholder}]`,
  );

/** "--page n", "--json", "--attr key=value …". */
export function flagUsage(name: string, flag: FlagSpec): string {
  if (flag.kind === "switch") return `--${name}`;
  return `--${name} ${flag.placeholder}${flag.kind === "list" ? " …" : ""}`;
}
