/** What the clouds of a company were asked. Agents go by their name on Pipecat Cloud and by their id on LiveKit Cloud. */
export class CloudTally {
  /** Questions how a single agent is, once something was done with it. */
  polls = 0;
  /** By agent, when something was to be done with it: `performance.now()`. */
  readonly changes = new Map<string, number[]>();

  async noteLiveKit(request: Request): Promise<void> {
    const arrivedAt = performance.now();
    const { pathname } = new URL(request.url);
    const body: unknown = await request.clone().json();
    const agent = String(Reflect.get(Object(body), "agent_id") ?? "");
    if (LIVEKIT_CHANGES.test(pathname)) this.#addChange(agent, arrivedAt);
    else if (pathname.endsWith("/ListAgents")) this.#addLook(agent);
  }

  notePipecat({ method, url }: Request): void {
    const [, agent] = /^\/v1\/agents\/([^/]+)$/.exec(new URL(url).pathname) ?? [];
    if (agent === undefined) return;
    if (method === "GET") this.#addLook(agent);
    else this.#addChange(agent, performance.now());
  }

  #addLook(agent: string): void {
    if (this.changes.has(agent)) this.polls += 1;
  }

  #addChange(agent: string, arrivedAt: number): void {
    this.changes.set(agent, [...(this.changes.get(agent) ?? []), arrivedAt]);
  }
}

const LIVEKIT_CHANGES = /\/(RestartAgent|RollbackAgent|PromoteAgent|DeleteAgent)$/;
