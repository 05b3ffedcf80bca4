/**
 * Switchboard as it is, with its bill and its clock in the hands of a benchmark. Runs in workerd. The routes below
 * `/bench/` exist here only, and let anybody in.
 */
import worker, * as switchboard from "../../src/index.ts";
import { Meter } from "./meter.ts";
import { ClassMeter } from "./meter-class.ts";
import { REAL_TIME, toRealTime, toWorldTime } from "./world-clock.ts";

const realNow = Date.now.bind(Date);
let setting = REAL_TIME;
Date.now = () => toWorldTime(setting, realNow());

const meter = new Meter();
const ports = {
  meter,
  realNow,
  clock: {
    toReal: (worldMs: number) => toRealTime(setting, worldMs),
    toWorld: (realMs: number) => toWorldTime(setting, realMs),
  },
};
const classes = {
  operation: new ClassMeter("OperationObject", ports),
  workspace: new ClassMeter("WorkspaceObject", ports),
  agent: new ClassMeter("AgentObject", ports),
  outbox: new ClassMeter("OutboxObject", ports),
};
classes.operation.watchMethods(switchboard.OperationObject.prototype);
classes.workspace.watchMethods(switchboard.WorkspaceObject.prototype);
classes.agent.watchMethods(switchboard.AgentObject.prototype);
classes.outbox.watchMethods(switchboard.OutboxObject.prototype);

export class OperationObject extends switchboard.OperationObject {
  constructor(state: DurableObjectState, env: Env) {
    super(classes.operation.wire(state), env);
  }
}
export class WorkspaceObject extends switchboard.WorkspaceObject {
  constructor(state: DurableObjectState, env: Env) {
    super(classes.workspace.wire(state), env);
  }
}
export class AgentObject extends switchboard.AgentObject {
  constructor(state: DurableObjectState, env: Env) {
    super(classes.agent.wire(state), env);
  }
}
export class OutboxObject extends switchboard.OutboxObject {
  constructor(state: DurableObjectState, env: Env) {
    super(classes.outbox.wire(state), env);
  }
}

export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name: string): number => Number(searchParams.get(name));
    switch (pathname) {
      case "/bench/clock":
        setting = { realAt: number("realAt"), worldAt: number("worldAt"), speed: number("speed") };
        return Response.json(setting);
      case "/bench/meter":
        return Response.json(meter.read());
      case "/bench/operations":
        return Response.json(await listOperations(env));
      default:
        meter.addWorkerRequest();
        return await worker.fetch(request, env, context);
    }
  },
} satisfies ExportedHandler<Env>;

const listOperations = (env: Env) =>
  env.WORKSPACES.getByName("workspace").listOperations({ project: null, agentId: null, limit: 10_000 });
