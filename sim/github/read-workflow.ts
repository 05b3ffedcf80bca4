import { parse } from "yaml";
import * as z from "zod";
import type { Commit } from "./github-state.ts";

/** What a workflow file says, as far as it matters here (docs.github.com/actions/reference/workflows-and-actions/workflow-syntax). */
export interface Workflow {
  readonly name: string;
  /** `run-name`, with expressions in it; null: there is none. */
  readonly runName: string | null;
  /** Null: nobody may start it by hand. */
  readonly inputs: Readonly<Record<string, { readonly required: boolean }>> | null;
  readonly jobs: readonly { readonly name: string; readonly steps: readonly string[] }[];
}

const inputSchema = z.object({ required: z.boolean().default(false) }).nullable();
const fileSchema = z.object({
  name: z.string().optional(),
  "run-name": z.string().nullable().default(null),
  on: z.looseObject({
    workflow_dispatch: z
      .object({ inputs: z.record(z.string(), inputSchema).nullish() })
      .nullable()
      .optional(),
  }),
  jobs: z.record(
    z.string(),
    z.looseObject({
      name: z.string().optional(),
      steps: z.array(z.looseObject({ name: z.string().optional(), uses: z.string().optional() })),
    }),
  ),
});

export const workflowPath = (file: string): string => `.github/workflows/${file}`;

/** Null: the commit has no such file. */
export function readWorkflow({ files }: Commit, file: string): Workflow | null {
  const path = workflowPath(file);
  const source = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!source || !("text" in source)) return null;
  const { name = path, "run-name": runName, on, jobs } = fileSchema.parse(parse(source.text));
  const dispatch = on.workflow_dispatch;
  const inputs = Object.entries(dispatch?.inputs ?? {}).map(([input, settings]) => [
    input,
    { required: settings?.required ?? false },
  ]);
  return {
    name,
    runName,
    inputs: dispatch === undefined ? null : Object.fromEntries(inputs),
    jobs: Object.entries(jobs).map(([id, job]) => ({
      name: job.name ?? id,
      steps: job.steps.map((step) => step.name ?? `Run ${step.uses ?? "a command"}`),
    })),
  };
}

/** What stands in `${{ }}`, of which only the inputs are known here. */
export const fillExpressions = (text: string, inputs: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{\{\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\}\}/g, (_, name) => inputs[name] ?? "");
