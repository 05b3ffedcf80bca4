/** `POST /build`: builds what was uploaded and rolls it out, and tells how the build goes (server-sdk-go pkg/cloudagents/build.go). */
import * as z from "zod";
import { createAgentsEndpoint, type Endpoint, refuse } from "./agents-endpoint.ts";
import { type BuildLine, buildLines } from "./build-lines.ts";
import { refuseDeploy } from "./refuse-change.ts";
import { startRelease } from "./release.ts";
import type { Simulation } from "./simulation.ts";

const ATTRIBUTES_HEADER = "x-livekit-agent-version-attributes";
const PROTOCOL_HEADER = "x-livekit-build-protocol";
/** The words are ours. */
const QUEUED: BuildLine = {
  waitMs: 0,
  text: JSON.stringify({ lkQueue: { message: "waiting for a builder" } }),
};

export function createBuildService(simulation: Simulation, delay: (ms: number) => Promise<void>): Endpoint {
  return createAgentsEndpoint(simulation, [], ({ request, project, agent, deployment, now }) => {
    const attributes = readAttributes(request);
    if (!attributes) return refuse(400, "the attributes are no JSON in base64");
    const source = agent.sources.find((uploaded) => uploaded.deployment === deployment);
    const refusal = refuseDeploy(agent, deployment);
    if (refusal !== null) return refuse(412, refusal);
    if (!source) return refuse(412, "no source has been uploaded");
    const fault = source.fault ?? agent.buildFault;
    const failsAt = source.fault === null ? "running" : "loading";
    // From here on it goes on by itself, also when the caller leaves.
    simulation.change((at) => {
      agent.sources = agent.sources.filter((uploaded) => uploaded !== source);
      const built = agent.isNextBroken ? "crash-loop" : "running";
      const outcome = fault === null ? built : "build-failed";
      agent.buildFault = null;
      agent.isNextBroken = false;
      startRelease(simulation, project, agent, { attributes, deployment, outcome }, at);
    });
    const lines = buildLines(now, fault === null ? null : { error: fault, failsAt });
    // A client that does not ask for it would take the line for nothing that it knows.
    const isTold = request.headers.get(PROTOCOL_HEADER) === "v2";
    return tell(isTold ? [QUEUED, ...lines] : lines, delay);
  });
}

/** Base64 of a JSON object of strings; null when it is none. */
function readAttributes(request: Request): Record<string, string> | null {
  try {
    const header = request.headers.get(ATTRIBUTES_HEADER) ?? btoa("{}");
    const bytes = Uint8Array.from(atob(header), (character) => character.charCodeAt(0));
    return z.record(z.string(), z.string()).parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

/** Line for line, as time passes; the end of the stream is the end of the build. */
function tell(lines: readonly BuildLine[], delay: (ms: number) => Promise<void>): Response {
  const left = lines.values();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value: line } = left.next();
        if (!line) return controller.close();
        await delay(line.waitMs);
        controller.enqueue(encoder.encode(`${line.text}\n`));
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
