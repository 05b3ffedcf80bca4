import { describe, expect, it } from "vitest";
import { DirectoryCache } from "../../../src/slack/directory.ts";
import { START } from "../sim-slack/open-workspace.ts";
import { methodsOf, openClient } from "./open-client.ts";

function openDirectory(maxAgeMs?: number) {
  const workspace = openClient();
  let nowMs = START;
  const cache = new DirectoryCache();
  const open = (age = maxAgeMs) => cache.open(workspace.client, () => nowMs, age);
  return {
    ...workspace,
    ...open(),
    open,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe("the directory", () => {
  it("tells accounts, groups, channels and their members", async () => {
    const { slack, ...directory } = openDirectory();
    slack.world.addPerson({ id: "USTRANGER", name: "carol", teamId: "TPARTNER" }, ["CSHARED"]);
    slack.world.setDeactivated("UVIEWER", true);

    expect(await directory.accountKind("ULEAD")).toBe("member");
    expect(await directory.accountKind("UGUEST")).toBe("guest");
    expect(await directory.accountKind("USTRANGER")).toBe("stranger");
    expect(await directory.accountKind("UVIEWER")).toBe("deactivated");
    expect(await directory.accountKind("UOTHERBOT")).toBe("bot");
    expect(await directory.groupMembers("SLEADS")).toEqual(["ULEAD", "UADMIN"]);
    expect(await directory.channelMembers("CSHARED")).toContain("USTRANGER");
    expect(await directory.channelFacts("CSHARED")).toEqual({
      isShared: true,
      isArchived: false,
      isDirect: false,
    });
  });

  it("asks once for a hundred at the same moment", async () => {
    const { open, sent } = openDirectory();

    const answers = await Promise.all(Array.from({ length: 100 }, () => open().groupMembers("SLEADS")));

    expect(answers.every((members) => members?.includes("ULEAD"))).toBe(true);
    expect(methodsOf(sent)).toEqual(["usergroups.users.list"]);
  });

  it("remembers an answer for a minute, each by its id", async () => {
    const { channelMembers, wait, sent, slack } = openDirectory();
    await channelMembers("COPS");
    slack.world.leave("UVIEWER", "COPS");
    wait(60_000);

    expect(await channelMembers("COPS")).toContain("UVIEWER");
    expect(await channelMembers("CDEV")).not.toContain("UGUEST");
    expect(sent).toHaveLength(2);
    wait(1);
    expect(await channelMembers("COPS")).not.toContain("UVIEWER");
  });

  it("gives who asks for it a fresher answer, from which the others gain", async () => {
    const { open, groupMembers, wait, slack, sent } = openDirectory();
    await groupMembers("SLEADS");
    slack.world.removeFromGroup("SLEADS", "ULEAD");
    wait(1_001);

    expect(await groupMembers("SLEADS")).toContain("ULEAD");
    expect(await open(1_000).groupMembers("SLEADS")).toEqual(["UADMIN"]);
    expect(await groupMembers("SLEADS")).toEqual(["UADMIN"]);
    expect(sent).toHaveLength(2);
  });

  it("keeps nothing for longer than a minute, whatever is asked for", async () => {
    const { channelFacts, wait, slack } = openDirectory(3_600_000);
    await channelFacts("COPS");
    slack.world.setExternallyShared("COPS", true);
    wait(60_001);

    expect(await channelFacts("COPS")).toMatchObject({ isShared: true });
  });

  it("never remembers a failure, and tells it to all who waited", async () => {
    const { accountKind, slack, sent } = openDirectory();
    slack.faults.inject({ match: "users.info", fault: { kind: "status", status: 500 }, times: 1 });

    expect(await Promise.all([accountKind("ULEAD"), accountKind("ULEAD")])).toEqual([null, null]);
    expect(await accountKind("ULEAD")).toBe("member");
    expect(sent).toHaveLength(2);
  });

  it("does not know who is in a channel of more than a thousand", async () => {
    const { channelMembers, slack } = openDirectory();
    for (let index = 0; index < 1_000; index += 1)
      slack.world.addPerson({ id: `U${index}`, name: `person-${index}` }, ["CDEV"]);

    expect(await channelMembers("CDEV")).toBeNull();
  });
});
