/** Where the bot finds the agents API, and where LiveKit's own Go client looks for it. Nothing leaves this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { agentsUrl } from "../../../src/platforms/livekit/agents-url.ts";
import { logsUrl } from "../../../src/platforms/livekit/logs-url.ts";
import { runProgram } from "../support/run-program.ts";
import { prepareGoClient } from "./prepare-go-client.ts";
import { recordTargets } from "./record-targets.ts";

const REGION = "osbxash1a";

let program: string;
let proxy: Awaited<ReturnType<typeof recordTargets>>;
beforeAll(async () => {
  program = await prepareGoClient();
  proxy = await recordTargets();
});
beforeEach(() => {
  proxy.targets.length = 0;
});
afterAll(() => proxy.close());

/** The hosts that the client asks for, in turn. */
async function targetsOf(url: string, override: string | null, ...args: readonly string[]) {
  const credentials = { LIVEKIT_URL: url, LIVEKIT_API_KEY: "key", LIVEKIT_API_SECRET: "secret" };
  const env = { ...credentials, ...proxy.environment, LK_AGENTS_URL: override ?? "" };
  const { code } = await runProgram(program, args, { env });
  expect(code).toBe(1);
  return proxy.targets;
}

describe("the bot and the Go client look in the same place", () => {
  it.each<[url: string, override: string | null]>([
    ["wss://acme.livekit.cloud", null],
    ["https://acme.livekit.cloud", null],
    ["wss://acme.staging.livekit.cloud", null],
    ["wss://nyc1.livekit-telnyx.com", null],
    ["wss://livekit.example.com:7443", null],
    ["wss://acme.livekit.cloud", "https://agents.staging.livekit.cloud"],
    ["wss://acme.livekit.cloud", "https://fake.example.com"],
  ])("for %s with the override %s", async (url, override) => {
    const project = { url, agentsUrl: override };
    expect(await targetsOf(url, override, "list")).toEqual([agentsUrl(project)]);
    proxy.targets.length = 0;
    const logs = ["logs", "-agent", "CA_1", "-region"];
    expect(await targetsOf(url, override, ...logs, REGION)).toEqual([logsUrl(project, REGION)]);
    proxy.targets.length = 0;
    expect(await targetsOf(url, override, ...logs, "")).toEqual([logsUrl(project, "")]);
  });
});

/** Each is on purpose: where the client's rule would send a token to somebody else. */
describe("the bot differs from the Go client", () => {
  it("keeps an address of two labels whole, where the client asks another domain", async () => {
    expect(await targetsOf("wss://example.com", null, "list")).toEqual(["https://agents.com"]);
    expect(agentsUrl({ url: "wss://example.com", agentsUrl: null })).toBe("https://example.com");
  });

  it("keeps an address that is no name whole, where the client asks for a host that cannot be", async () => {
    expect(await targetsOf("http://10.1.2.3:7880", null, "list")).toEqual(["https://agents.1.2.3:7880"]);
    expect(agentsUrl({ url: "http://10.1.2.3:7880", agentsUrl: null })).toBe("http://10.1.2.3:7880");
  });

  it("never reads logs from a project's host, as the client does when it is reached without TLS", async () => {
    const project = { url: "ws://acme.example.com", agentsUrl: null };
    const args = ["logs", "-agent", "CA_1", "-region", REGION];
    expect(await targetsOf(project.url, null, ...args)).toEqual(["http://acme.example.com"]);
    expect(logsUrl(project, REGION)).toBe(`https://${REGION}.agents.example.com`);
  });
});
