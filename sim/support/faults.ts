/**
 * Faults that can be injected into a simulated service, at the transport: the service behind stays honest.
 * A rule applies to requests whose `METHOD /path` contains `match`, `times` times (default: until cleared).
 */
export type Fault =
  | { readonly kind: "latency"; readonly ms: number }
  /** HTTP status with the given body; 429 may carry Retry-After in seconds. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfterS?: number;
      readonly body?: string;
    }
  /** The request is carried out, but its answer never comes. */
  | { readonly kind: "hang" }
  /** The request is carried out and its answer begins, but never goes on. */
  | { readonly kind: "stall" }
  /** The connection breaks before (`request`) or after (`response`) the service has done its work, or in its answer (`body`). */
  | { readonly kind: "cut"; readonly when: "request" | "response" | "body" }
  /** 200 with bytes that are no JSON. */
  | { readonly kind: "garbage" }
  /** 200 with JSON of a shape that nobody promised. */
  | { readonly kind: "wrong-json" };

export interface FaultRule {
  readonly match: string;
  readonly fault: Fault;
  readonly times?: number;
}

/** Thrown to the transport when a connection is to break; a server adapter destroys the socket on it. */
export class ConnectionCut extends Error {
  override readonly name = "ConnectionCut";
}

type Fetch = (request: Request) => Promise<Response> | Response;

export class Faults {
  #rules: { rule: FaultRule; left: number }[] = [];
  readonly #delay: (ms: number) => Promise<void>;

  constructor(delay: (ms: number) => Promise<void>) {
    this.#delay = delay;
  }

  inject(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#rules = [];
  }

  list(): readonly FaultRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  /** The service with the faults in front of it. */
  wrap(service: Fetch): (request: Request) => Promise<Response> {
    return async (request) => {
      const faults = this.#take(`${request.method} ${new URL(request.url).pathname}`);
      for (const fault of faults) if (fault.kind === "latency") await this.#delay(fault.ms);
      const fault = faults.find(({ kind }) => kind !== "latency");
      if (!fault) return await service(request);
      return await this.#break(fault, request, service);
    };
  }

  async #break(fault: Fault, request: Request, service: Fetch): Promise<Response> {
    switch (fault.kind) {
      case "latency":
        return await service(request);
      case "status": {
        const headers = new Headers({ "content-type": "text/plain" });
        if (fault.retryAfterS !== undefined) headers.set("retry-after", String(fault.retryAfterS));
        return new Response(fault.body ?? `fault ${fault.status}`, { status: fault.status, headers });
      }
      case "hang":
        await service(request);
        return await new Promise<Response>((_, reject) => {
          const giveUp = () => reject(new ConnectionCut("the caller gave up"));
          request.signal.addEventListener("abort", giveUp);
          // It may have given up while the service was at work.
          if (request.signal.aborted) giveUp();
        });
      case "stall": {
        const { status, headers } = await service(request);
        return new Response(new ReadableStream({ type: "bytes", pull: () => new Promise(() => {}) }), {
          status,
          headers,
        });
      }
      case "cut":
        if (fault.when === "body") return breakBody(await service(request));
        if (fault.when === "response") await service(request);
        throw new ConnectionCut("the connection was cut");
      case "garbage":
        return new Response("<html>\u0000 not what you asked for", {
          headers: { "content-type": "text/html" },
        });
      case "wrong-json":
        return Response.json({ unexpected: [1, { shape: true }] });
    }
  }

  #take(target: string): Fault[] {
    const hits = this.#rules.filter(({ rule, left }) => left > 0 && target.includes(rule.match));
    for (const hit of hits) hit.left -= 1;
    this.#rules = this.#rules.filter(({ left }) => left > 0);
    return hits.map(({ rule }) => rule.fault);
  }
}

/** The first piece arrives, and then the connection breaks. */
function breakBody({ body, status, headers }: Response): Response {
  const reader = body?.getReader();
  let isFirst = true;
  const broken = new ReadableStream(
    {
      type: "bytes",
      async pull(controller) {
        const piece = isFirst ? (await reader?.read())?.value : undefined;
        isFirst = false;
        if (piece) return controller.enqueue(piece);
        await reader?.cancel();
        controller.error(new ConnectionCut("the connection was cut in the middle"));
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(broken, { status, headers });
}
