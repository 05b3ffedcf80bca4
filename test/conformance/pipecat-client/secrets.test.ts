import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

describe.concurrent("the official client, about secrets", () => {
  it("makes a set, one key after the other, and adds to it", async (test) => {
    const { cloudCommand, cloud, sent, directory, advance } = await open(test);
    const made = await cloudCommand("secrets", "set", "desk-secrets", "A=hunter2", "B=hunter2", "--skip");
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining("created successfully in us-west")]);
    const put = (secretKey: string) => ({
      method: "PUT",
      path: "{org}/secrets/desk-secrets",
      body: { name: "desk-secrets", isImagePullSecret: false, secretKey, secretValue: "hunter2" },
    });
    expect(sent()).toMatchObject([{ path: "{org}/secrets/desk-secrets" }, put("A"), put("B")]);
    writeFileSync(join(directory, "desk.env"), '# more\nB="other"\nC=third\n');
    const added = await cloudCommand("secrets", "set", "desk-secrets", "--file", "desk.env", "--skip");
    expect([added.code, added.stdout]).toEqual([0, expect.stringContaining("modified successfully")]);
    advance(3);
    expect(cloud.state().secretSets.at(-1)).toMatchObject({
      name: "desk-secrets",
      type: "secret",
      status: "ready",
      fieldNames: ["A", "B", "C"],
    });
    expect(JSON.stringify([cloud.calls.list(), cloud.snapshot()])).not.toMatch(/hunter2|other|third/);
  });

  it("lists sets with their state, and the keys of one", async (test) => {
    const { cloudCommand, inJson } = await open(test);
    const { stdout } = await cloudCommand("secrets", "list");
    expect(stdout.split("\n").slice(3, -1)).toEqual([
      "voice-secrets\tus-west\tready\tSecret Set",
      "quiet-secrets\tus-west\tready\tSecret Set",
      "pull-secret\tus-west\tready\tImage Pull Secret",
      "new-secrets\tus-west\tpending\tSecret Set",
    ]);
    const keys = await cloudCommand("secrets", "list", "new-secrets");
    expect(keys.stdout).toContain("Secret keys for set new-secrets (status: pending)\nKey\nOPENAI_API_KEY\n");
    expect(await inJson("secrets", "list", "pull-secret")).toEqual({
      code: 1,
      said: { error: { error: "Cannot retrieve image pull secrets by name", code: "GENERIC_BAD_REQUEST" } },
    });
    expect((await cloudCommand("secrets", "list", "no-such-set")).code).toBe(1);
  });

  it("takes keys and sets away, once", async (test) => {
    const { cloudCommand, cloud, calls } = await open(test);
    const unset = ["secrets", "unset", "quiet-secrets", "DAILY_API_KEY", "--skip"];
    const codes = [
      (await cloudCommand(...unset)).code,
      (await cloudCommand(...unset)).code,
      (await cloudCommand("secrets", "delete", "new-secrets", "--skip")).code,
      (await cloudCommand("secrets", "delete", "new-secrets", "--skip")).code,
    ];
    expect(codes).toEqual([0, 1, 0, 1]);
    expect(calls()).toEqual([
      "DELETE {org}/secrets/quiet-secrets/DAILY_API_KEY",
      "DELETE {org}/secrets/quiet-secrets/DAILY_API_KEY",
      "DELETE {org}/secrets/new-secrets",
      "DELETE {org}/secrets/new-secrets",
    ]);
    expect(cloud.state().secretSets.map(({ name, fieldNames }) => [name, fieldNames.length])).toEqual([
      ["voice-secrets", 3],
      ["quiet-secrets", 1],
      ["pull-secret", 0],
    ]);
  });

  it("makes an image pull secret, and changes it", async (test) => {
    const { cloudCommand, cloud, sent } = await open(test);
    const set = [
      "secrets",
      "image-pull-secret",
      "hub",
      "https://index.docker.io/v1/",
      "ada:hunter2",
      "--skip",
    ];
    const made = await cloudCommand(...set, "--region", "us-east");
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining("created successfully in us-east")]);
    const changed = await cloudCommand(...set);
    expect([changed.code, changed.stdout]).toEqual([0, expect.stringContaining("updated successfully")]);
    const body = {
      isImagePullSecret: true,
      secretValue: Buffer.from("ada:hunter2").toString("base64"),
      host: "https://index.docker.io/v1/",
    };
    const puts = sent().filter(({ method }) => method === "PUT");
    expect(puts.map((request) => request.body)).toEqual([{ ...body, region: "us-east" }, body]);
    expect(cloud.state().secretSets.at(-1)).toMatchObject({
      name: "hub",
      type: "imagePullSecret",
      fieldNames: [],
    });
  });

  it.for([
    ["set Desk A=1", "Invalid parameters"],
    ["set voice-secrets A=1 --region us-east", "Secret already exists in region 'us-west'."],
    ["image-pull-secret voice-secrets https://h/ a:b", "Cannot update existing regular secrets"],
    ["set pull-secret A=1", "Cannot retrieve image pull secrets by name"],
  ] as const)("says what is wrong with: secrets %s", async ([command, words], test) => {
    const { cloudCommand, cloud } = await open(test);
    const before = cloud.snapshot();
    const { code, stdout } = await cloudCommand("secrets", ...command.split(" "), "--skip");
    expect([code, stdout]).toEqual([1, expect.stringContaining(`GENERIC_BAD_REQUEST: API Error: ${words}`)]);
    expect(cloud.snapshot()).toEqual(before);
  });
});
