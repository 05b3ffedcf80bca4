import { describe, expect, it } from "vitest";
import { agentsUrl } from "../../../../src/platforms/livekit/agents-url.ts";
import { dashboardUrl } from "../../../../src/platforms/livekit/dashboard-url.ts";
import { logsUrl } from "../../../../src/platforms/livekit/logs-url.ts";
import { projectUrl } from "../../../../src/platforms/livekit/project-url.ts";

describe("agentsUrl", () => {
  it.each([
    ["wss://acme.livekit.cloud", "https://agents.livekit.cloud"],
    ["wss://acme.livekit.cloud/", "https://agents.livekit.cloud"],
    ["https://acme.staging.livekit.cloud", "https://agents.staging.livekit.cloud"],
    ["https://nyc1.livekit-telnyx.com", "https://agents.livekit-telnyx.com"],
    ["ws://acme.example.com:7880", "https://agents.example.com:7880"],
    ["ws://localhost:7880", "http://localhost:7880"],
    ["wss://localhost:7880/", "https://localhost:7880"],
    ["http://prod.localhost:8792", "http://prod.localhost:8792"],
    ["ws://127.0.0.1:7880", "http://127.0.0.1:7880"],
    ["http://10.1.2.3", "http://10.1.2.3"],
    ["http://[::1]:7880", "http://[::1]:7880"],
    ["http://livekit:7880", "http://livekit:7880"],
    ["wss://example.com", "https://example.com"],
  ])("derives from %s", (url, expected) => {
    expect(agentsUrl({ url, agentsUrl: null })).toBe(expected);
  });

  it("takes the operator's override as it is", () => {
    const override = { url: "wss://acme.livekit.cloud", agentsUrl: "http://fake.example.com:99/base" };
    expect(agentsUrl(override)).toBe("http://fake.example.com:99/base");
  });
});

describe("logsUrl", () => {
  it.each([
    ["wss://acme.livekit.cloud", "osbxash1a", "https://osbxash1a.agents.livekit.cloud"],
    ["https://acme.staging.livekit.cloud", "r-1", "https://r-1.agents.staging.livekit.cloud"],
    ["https://nyc1.livekit-telnyx.com/", "nyc1", "https://nyc1.agents.livekit-telnyx.com"],
    ["ws://acme.example.com:7880", "r1", "https://r1.agents.example.com:7880"],
    ["wss://acme.livekit.cloud", "", "https://agents.livekit.cloud"],
    ["http://localhost:7880", "r1", "http://localhost:7880"],
    ["wss://127.0.0.1:7880", "r1", "https://127.0.0.1:7880"],
    ["wss://example.com", "r1", "https://example.com"],
  ])("derives from %s and %j", (url, region, expected) => {
    expect(logsUrl({ url, agentsUrl: null }, region)).toBe(expected);
  });

  it.each([
    ["https://agents.livekit.cloud", "https://r1.agents.livekit.cloud"],
    ["https://fake.example.com", "https://r1.agents.example.com"],
    ["https://fake.example.com:99/base/", "https://r1.agents.example.com:99/base"],
    ["http://fake.example.com:99/base", "http://fake.example.com:99/base"],
    ["http://localhost:8792/", "http://localhost:8792"],
  ])("derives from the operator's override %s, too", (override, expected) => {
    expect(logsUrl({ url: "wss://acme.livekit.cloud", agentsUrl: override }, "r1")).toBe(expected);
  });

  it.each(["evil.example/", "a.b", "a/b", "a@b", "-a", "a-", "ü", "a".repeat(64), "a\n"])(
    "lets no region %j into the name of the host",
    (region) => {
      expect(logsUrl({ url: "wss://acme.livekit.cloud", agentsUrl: null }, region)).toBe(
        "https://agents.livekit.cloud",
      );
    },
  );
});

describe("projectUrl", () => {
  it.each([
    ["wss://acme.livekit.cloud/", "https://acme.livekit.cloud"],
    ["ws://localhost:7880", "http://localhost:7880"],
    ["WSS://acme.livekit.cloud", "https://acme.livekit.cloud"],
    ["https://acme.livekit.cloud", "https://acme.livekit.cloud"],
  ])("turns %s into an address for HTTP calls", (url, expected) => {
    expect(projectUrl({ url })).toBe(expected);
  });
});

describe("dashboardUrl", () => {
  it.each([
    ["wss://acme-1.livekit.cloud", "https://cloud.livekit.io/projects/d_acme-1/agents/CA_x"],
    ["https://acme.staging.livekit.cloud/", "https://cloud.staging.livekit.io/projects/d_acme/agents/CA_x"],
    ["wss://livekit.cloud", null],
    ["wss://a.b.livekit.cloud", null],
    ["wss://acme.livekit.cloud.evil.example", null],
    ["wss://acme.livekit-telnyx.com", null],
    ["wss://acme.livekit.cloud:8443", null],
    ["http://127.0.0.1:8792", null],
  ])("links for %s", (url, expected) => {
    expect(dashboardUrl(url, "CA_x")).toBe(expected);
  });

  it("keeps a strange id inside its path", () => {
    expect(dashboardUrl("wss://acme.livekit.cloud", "a/../b?c")).toBe(
      "https://cloud.livekit.io/projects/d_acme/agents/a%2F..%2Fb%3Fc",
    );
  });
});
