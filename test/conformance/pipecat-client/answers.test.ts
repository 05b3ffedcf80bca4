/** What the official client reads from answers: all of it is there, or is known to be left out. */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

/** Why the simulator does not send what was asked for. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "{org}/services services[].git": "no agent is linked to GitHub",
  "{org}/services/* body.git": "no agent is linked to GitHub",
  "{org}/builds builds[].commitSha": "of builds from GitHub only",
  "{org}/builds/* build.commitSha": "of builds from GitHub only",
  "{org}/builds/* build.ref": "of builds from GitHub only",
  "{org}/builds/* build.repoFullName": "of builds from GitHub only",
  "{org}/secrets/* errorMessage": "of sets that failed only",
  "{org}/services/* body.deployment.manifest.spec.maxSessionDurationSeconds": "absent for the default",
  "{org}/services/*/deployments deployments[].manifest.spec.image": "absent for a build",
  "{org}/services/* body.currentRevision.hasInfrastructureIssue": "present only as true",
  "{org}/services/* body.currentRevision.health.headline": "of programs that exited only",
  "{org}/services/* body.currentRevision.health.lastExitCode": "of programs that exited only",
  "{org}/services/* body.currentRevision.health.lastTerminationReason": "of programs that exited only",
};

const COMMANDS = [
  "auth whoami",
  "regions list",
  "organizations list",
  "organizations properties list",
  "organizations properties schema",
  "organizations default-region",
  "organizations keys list",
  "organizations keys create --name Kiosk",
  "spend-limit show",
  "agent profiles list",
  "agent list",
  "agent status voice-starter",
  "agent status broken-image",
  "agent status quiet-desk",
  "agent deployments quiet-desk",
  "agent logs voice-starter",
  "agent sessions voice-starter",
  "agent sessions voice-starter --id c0ffe104-0000-4000-8000-000000000104",
  "agent start voice-starter --api-key pk_local --use-daily --force",
  "secrets list",
  "secrets list voice-secrets",
  "secrets set desk-secrets A=1 --skip",
  "build list",
  "build status 7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001",
  "build logs 7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001",
  "deploy voice-starter your-org/voice-starter:1.4 --min-agents 1 --yes",
];

const readsSchema = z.object({ read: z.array(z.string()), missing: z.array(z.string()) });

/** The same for every agent, set and build. */
const withoutName = (place: string): string =>
  place.replace(/^(\{org\}\/(?:services|secrets|builds))\/[^/ ]+/, "$1/*");

describe("the answers of the simulator", () => {
  it("have every field that the official client reads, but for those that are known to be left out", async (test) => {
    const { script, cloud, advance } = await open(test);
    cloud.world.crash("quiet-desk");
    advance(60);
    const commands = COMMANDS.map((command) => command.split(" "));
    const { stdout } = await script("record_reads.py", JSON.stringify(commands));
    const { read, missing } = readsSchema.parse(JSON.parse(stdout));
    expect([...new Set(missing.map(withoutName))].toSorted()).toEqual(Object.keys(LEFT_OUT).toSorted());
    expect(read).toContain("{org}/services/broken-image body.errors[].message");
    expect(read.length).toBeGreaterThan(200);
    expect(cloud.calls.list().filter(({ status }) => status >= 400)).toMatchObject([
      { path: "/v1/organizations/local-org/daily", status: 404 },
      { path: "/v1/organizations/local-org/secrets/desk-secrets", status: 404 },
    ]);
  });
});
