import { describe, expect, it } from "vitest";
import { coverage } from "../../../sim/pipecat/coverage.ts";
import { createApp } from "../../../sim/pipecat/http/create-app.ts";
import { OrganizationStore } from "../../../sim/pipecat/organization-store.ts";
import { startingOrganization } from "../../../sim/pipecat/starting-organization.ts";
import { CallLog } from "../../../sim/support/call-log.ts";
import { createFixture, START } from "./pipecat-fixture.ts";

const session = "/v1/agents/voice-starter/sessions/c0ffe104-0000-4000-8000-000000000104";
const unauthorized = { error: "Unauthorized", code: "UNAUTHORIZED" };
const tokenExpired = { error: "Unauthorized / token expired", code: "401" };

function get(path: string, headers: Record<string, string>): Promise<Response> {
  return createFixture().cloud.fetch(new Request(`http://pipecat.test${path}`, { headers }));
}

describe("admission", () => {
  it.each([
    ["no credential", "/v1/agents", {}],
    ["a wrong key", "/v1/agents", { authorization: "Bearer sk_other" }],
    ["the key without Bearer", "/v1/agents", { authorization: "sk_local" }],
    ["a personal token on the private API", "/v1/secrets", { authorization: "Bearer pcc_pat_local" }],
    ["no credential for regions", "/v1/regions", {}],
    ["no credential for the list of sessions", "/v1/agents/voice-starter/sessions", {}],
  ])("answers 401 to %s", async (_, path, headers) => {
    const response = await get(path, { "user-agent": "test", ...headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual(unauthorized);
  });

  it.each([
    ["one session", session, "sk_other"],
    ["the organizations, to a private key", "/v1/organizations", "sk_local"],
    ["what is in them", "/v1/organizations/local-org/services", "sk_local"],
    ["who it is", "/v1/users", "sk_local"],
    ["the start of a session, to a private key", "/v1/public/voice-starter/start", "sk_local"],
  ])("answers 401 in the numeric style, by which the CLI knows it, on %s", async (_, path, key) => {
    const response = await get(path, { "user-agent": "test", authorization: `Bearer ${key}` });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual(tokenExpired);
  });

  it.each([[undefined], ["Python-urllib/3.12"]])(
    "turns the User-Agent %s away as Cloudflare does",
    async (agent) => {
      const headers = { authorization: "Bearer sk_local", ...(agent ? { "user-agent": agent } : {}) };
      const response = await get("/v1/agents", headers);
      expect(response.status).toBe(403);
      expect(await response.text()).toBe("error code: 1010");
    },
  );
});

describe("coverage", () => {
  const colon = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

  it("names exactly the routes that are registered", () => {
    const store = new OrganizationStore(startingOrganization(START));
    const app = createApp({ store, now: () => START, newId: () => "" }, new CallLog());
    const registered = app.routes.filter(({ method }) => method !== "ALL");
    const claimed = coverage.filter((route) => route.coverage !== "absent");
    expect(claimed.map(({ method, path }) => `${method} ${colon(path)}`).toSorted()).toEqual(
      registered.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
  });

  it("names every route once", () => {
    const routes = coverage.map(({ method, path }) => `${method} ${path}`);
    expect(routes).toEqual([...new Set(routes)]);
  });

  it.each(coverage.filter((route) => route.coverage === "absent"))(
    "answers a loud 404 to the absent $method $path",
    async ({ method, path }) => {
      const { cloud } = createFixture();
      const target = path.replace("{organization}", "local-org").replaceAll(/\{\w+\}/g, "voice-starter");
      const token = path.startsWith("/v1/public") ? "pk_local" : "pcc_pat_local";
      const response = await cloud.fetch(
        new Request(`http://pipecat.test${target}`, {
          method,
          headers: { authorization: `Bearer ${token}`, "user-agent": "test" },
        }),
      );
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({
        error: `API endpoint not found: ${method} ${target} is not simulated`,
        code: "404",
      });
      expect(cloud.calls.list(`${method} ${target}`)).toHaveLength(1);
    },
  );
});
