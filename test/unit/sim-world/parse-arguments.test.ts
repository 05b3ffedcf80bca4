import { describe, expect, it } from "vitest";
import { localAddresses, localPorts } from "../../../sim/world/local/local-ports.ts";
import { parseArguments } from "../../../sim/world/local/parse-arguments.ts";
import { LOCAL_ADDRESSES } from "../../../sim/world/simulated-environment.ts";

describe("parseArguments", () => {
  it("keeps the world and serves it where the documents say, when nothing is said", () => {
    const { portBase, fresh } = parseArguments([]) ?? {};
    expect(fresh).toBe(false);
    expect(localPorts(portBase ?? 0)).toEqual({
      worker: 8787,
      page: 8790,
      slack: 8791,
      livekit: 8792,
      pipecat: 8793,
      github: 8794,
    });
    expect(localAddresses(localPorts(portBase ?? 0))).toEqual(LOCAL_ADDRESSES);
  });

  it("understands both ways to write a value", () => {
    expect(parseArguments(["--fresh", "--port-base", "9787"])).toEqual({ portBase: 9787, fresh: true });
    expect(parseArguments(["--port-base=9787"])).toEqual({ portBase: 9787, fresh: false });
  });

  it.each([
    ["--frehs"],
    ["fresh"],
    ["--port-base"],
    ["--port-base=80"],
    ["--port-base=65530"],
    ["--port-base=x"],
  ])("does not understand %s", (word) => {
    expect(parseArguments([word])).toBeNull();
  });
});
