import type { SimulatorContext } from "./simulator-env.ts";

/**
 * The two faces of the platform: the private-key API as documented, and the organization's API, which the CLI and the
 * dashboard use. Most resources are the same under other addresses.
 */
export type Surface = "private" | "organization";
export const surfaces = ["private", "organization"] as const satisfies readonly Surface[];

/** Where the resources of the organization stand. */
export const BASES: Readonly<Record<Surface, string>> = {
  private: "/v1",
  organization: "/v1/organizations/:organization",
};

/** One agent; the list is its parent. */
export const AGENTS: Readonly<Record<Surface, string>> = {
  private: "/v1/agents/:agentName",
  organization: "/v1/organizations/:organization/services/:agentName",
};

/** What stands for `:name` in the path; "" where the path has none. */
export const readParam = (context: SimulatorContext, name: string): string => context.req.param(name) ?? "";
