/** The addresses that the official client has, and what is known of each. */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { coverage } from "../../../sim/pipecat/coverage.ts";
import { setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

/** Addresses that it holds, but asks for with no command. */
const UNUSED = ["/v1/onboarding"];

describe("the coverage table", () => {
  it("knows every address of the official client", async (test) => {
    const { script } = await open(test);
    const { stdout } = await script("list_routes.py");
    const addresses = Object.values(z.record(z.string(), z.string()).parse(JSON.parse(stdout)));
    const known = coverage.map(({ path }) => path);
    const unknown = addresses
      .map((address) => address.replace("{org}", "{organization}").replace("{service}", "{agentName}"))
      .filter((address) => !known.includes(address));
    expect(unknown).toEqual(UNUSED);
    expect(addresses.length).toBeGreaterThan(20);
  });

  it("is held against the version that is pinned", async (test) => {
    const { cloudCommand } = await open(test);
    expect((await cloudCommand("--version")).stdout).toContain("Version: 1.4.0");
  });
});
