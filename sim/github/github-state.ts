/** Everything that the simulated GitHub remembers, as plain JSON. Times are milliseconds since 1970. */
import * as z from "zod";

const fileSchema = z.union([
  z.object({ text: z.string(), isProgram: z.boolean().default(false) }),
  /** In base64: what is no text. */
  z.object({ bytes: z.string() }),
  /** A symbolic link, by what it points to. */
  z.object({ link: z.string() }),
]);

const commitSchema = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  message: z.string(),
  at: z.number(),
  /** By path. */
  files: z.record(z.string(), fileSchema),
});

const repositorySchema = z.object({
  /** "owner/name" */
  name: z.string(),
  isPrivate: z.boolean(),
  defaultBranch: z.string(),
  commits: z.array(commitSchema),
  /** Ids of commits, by name. */
  branches: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
});

const runSchema = z.object({
  id: z.int(),
  repository: z.string(),
  workflow: z.string(),
  workflowName: z.string(),
  title: z.string(),
  ref: z.string(),
  sha: z.string(),
  inputs: z.record(z.string(), z.string()),
  startedAt: z.number(),
  jobs: z.array(z.object({ name: z.string(), steps: z.array(z.string()) })),
  /** The step that fails; null: all go well. */
  failsAt: z.string().nullable(),
  /** Waits for a runner until somebody lets it go. */
  isHeld: z.boolean(),
  /** What it does outside of GitHub has been done. */
  isCarriedOut: z.boolean(),
});

export const gitHubStateSchema = z.object({
  version: z.literal(1),
  repositories: z.array(repositorySchema),
  runs: z.array(runSchema),
  /** Requests of this hour, by token; "" is nobody. */
  usage: z.record(z.string(), z.object({ since: z.number(), used: z.number() })),
  /** What the next run of a workflow fails at. */
  nextFailure: z.string().nullable(),
  isHolding: z.boolean(),
});

export type GitHubState = z.infer<typeof gitHubStateSchema>;
export type Repository = z.infer<typeof repositorySchema>;
export type Commit = z.infer<typeof commitSchema>;
export type RepositoryFile = z.infer<typeof fileSchema>;
export type Run = z.infer<typeof runSchema>;
