/** What Pipecat Cloud has and what it was told: the only truth about what was done. */
import { vi } from "vitest";
import * as z from "zod";
import type { Chat } from "./chat.ts";

/** The bodies of the update requests that reached Pipecat Cloud, oldest first, refused ones too. */
export const updatesOf = (chat: Chat): unknown[] =>
  chat.pipecat.calls.list("POST /v1/agents/").map(({ request }) => request);

/** The agent as Pipecat Cloud stores it, with each deployment that it ever had. */
export function agentOf(chat: Chat, name = "voice-starter") {
  const agent = chat.pipecat.snapshot().organization.agents.find((known) => known.name === name);
  if (!agent) throw new Error(`Pipecat Cloud has no agent ${name}`);
  return agent;
}

/** What each deployment of the agent runs, oldest first: its image, or else its build. */
export const programsOf = (chat: Chat, name?: string): (string | null)[] =>
  agentOf(chat, name).deployments.map(({ settings }) => settings.image ?? settings.buildId);

/** What takes new calls now. */
export const servingImage = (chat: Chat, name = "voice-starter"): string | null =>
  chat.pipecat.state().agents.find((agent) => agent.name === name)?.serving?.settings.image ?? null;

const toldSchema = z.looseObject({ deployment: z.looseObject({}).optional() });

/** From now on Pipecat Cloud leaves this field out of what it tells of an agent, as its document lets it. */
export function keepQuietAbout(chat: Chat, field: string): void {
  const { fetch } = chat.pipecat;
  vi.spyOn(chat.pipecat, "fetch").mockImplementation(async (request) => {
    const response = await fetch(request);
    if (!response.ok) return response;
    const { [field]: _, deployment, ...told } = toldSchema.parse(await response.json());
    const { [field]: __, ...rest } = deployment ?? {};
    return Response.json({ ...told, deployment: rest });
  });
}
