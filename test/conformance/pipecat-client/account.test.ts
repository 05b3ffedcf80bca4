import { describe, expect, it } from "vitest";
import { setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

describe.concurrent("the official client, about the account", () => {
  it("knows who it is, without a Daily account", async (test) => {
    const { cloudCommand, calls } = await open(test);
    const { code, stdout } = await cloudCommand("auth", "whoami");
    expect(code).toBe(0);
    expect(stdout).toMatch(/operator@example\.com.*Local organization \(local-org\).*PAT.*N\/A/s);
    expect(calls()).toEqual(["GET /v1/users", "GET /v1/organizations", "GET {org}/daily"]);
  });

  it("finds the organization by itself", async (test) => {
    const { inJson, calls, sent } = await open(test, { env: { PIPECAT_TOKEN: "pcc_pat_local" } });
    expect((await inJson("agent", "list")).code).toBe(0);
    expect(calls()).toEqual(["GET /v1/organizations", "GET {org}/services?include=git"]);
    expect(sent().map(({ userAgent }) => userAgent)).toEqual([
      "PipecatCloudCLI/1.4.0",
      "PipecatCloudCLI/1.4.0",
    ]);
  });

  it("reads regions, organizations and profiles", async (test) => {
    const { cloudCommand } = await open(test);
    const regions = await cloudCommand("regions", "list");
    expect(regions.stdout.split("\n")).toContain("us-west\tUS West (Oregon)\tarm64\tarm64");
    const organizations = await cloudCommand("organizations", "list");
    expect(organizations.stdout.split("\n")).toContain("Local organization\tlocal-org\tactive");
    const profiles = await cloudCommand("agent", "profiles", "list");
    expect(profiles.stdout).toMatch(/agent-2x .*1000m .*2Gi .*platform .*yes/);
  });

  it("reads and changes the properties", async (test) => {
    const { cloudCommand, inJson, sent, cloud } = await open(test);
    expect(await inJson("organizations", "properties", "list")).toEqual({
      code: 0,
      said: { defaultRegion: "us-west" },
    });
    expect((await cloudCommand("organizations", "default-region", "us-east")).code).toBe(0);
    expect(sent().at(-1)).toMatchObject({
      method: "PATCH",
      path: "{org}/properties",
      body: { defaultRegion: "us-east" },
    });
    const { stdout } = await cloudCommand("organizations", "default-region");
    expect(stdout).toContain("Default region: us-east\nAvailable regions: us-west, us-east");
    const before = cloud.snapshot();
    expect(await inJson("organizations", "properties", "set", "colour", "red")).toEqual({
      code: 1,
      said: { error: { error: "Property 'colour' is not a valid property", code: "GENERIC_BAD_REQUEST" } },
    });
    expect(cloud.snapshot()).toEqual(before);
  });

  it("makes public keys", async (test) => {
    const { cloudCommand, sent } = await open(test);
    const made = await cloudCommand("organizations", "keys", "create", "--name", "Kiosk");
    const [, key] = /\nKiosk\t(pk_\S+)\tlocal-org\n/.exec(made.stdout) ?? [];
    expect(sent().at(-1)).toMatchObject({ method: "POST", body: { name: "Kiosk", type: "public" } });
    const listed = await cloudCommand("organizations", "keys", "list");
    expect(listed.stdout).toContain("\nWebsite\tpk_local\t2126-10-23T12:00:00.000Z\tActive\n");
    expect(listed.stdout).toContain(`\nKiosk\t${key}\t2126-11-22T12:00:00.000Z\tActive\n`);
  });

  it("sets and clears the spend limit", async (test) => {
    const { inJson, sent, cloud } = await open(test);
    const period = { periodStart: "2126-11-01T00:00:00.000Z", periodEnd: "2126-12-01T00:00:00.000Z" };
    const shown = { ...period, currentSpendCents: 1_250, organization: "local-org" };
    expect((await inJson("spend-limit", "set", "12.50", "--yes")).said).toEqual({
      ...shown,
      limitCents: 1_250,
      blocked: true,
      blockedAt: "2126-11-22T12:00:00.000Z",
    });
    const free = { ...shown, limitCents: null, blocked: false, blockedAt: null };
    expect((await inJson("spend-limit", "clear", "--yes")).said).toEqual(free);
    expect((await inJson("spend-limit", "show")).said).toEqual(free);
    const puts = sent().filter(({ method }) => method === "PUT");
    expect(puts.map(({ body }) => body)).toEqual([{ limitCents: 1_250 }, { limitCents: null }]);
    expect(cloud.state().spending.blockedAt).toBeNull();
  });

  it("has no GitHub to show", async (test) => {
    const { inJson } = await open(test);
    expect(await inJson("github", "status")).toEqual({ code: 0, said: { installation: null } });
  });
});

describe.concurrent("the official client with wrong credentials", () => {
  it("is told to sign in again", async (test) => {
    const { cloudCommand } = await open(test, {
      env: { PIPECAT_TOKEN: "pcc_pat_other", PIPECAT_ORG: "local-org" },
    });
    for (const command of ["list", "status voice-starter", "delete voice-starter --force"]) {
      const { code, stdout } = await cloudCommand("agent", ...command.split(" "));
      expect([code, stdout]).toEqual([1, expect.stringContaining("Unauthorized (401)")]);
    }
  });

  it("asks nothing without a token", async (test) => {
    const { cloudCommand, calls } = await open(test, { env: {} });
    const { code, stdout } = await cloudCommand("agent", "list");
    expect([code, stdout]).toEqual([1, expect.stringContaining("You are not logged in")]);
    expect(calls()).toEqual([]);
  });

  it("does not see another organization", async (test) => {
    const { inJson } = await open(test);
    expect(await inJson("agent", "list", "--organization", "acme")).toEqual({
      code: 1,
      said: { error: { error: "Organization not found", code: "404" } },
    });
  });
});
