import { describe, expect, it } from "vitest";
import { applyChange, inConversation, inThread, type Scene } from "../../../sim/playground/scene.ts";
import type { Change, ShownMessage } from "../../../sim/world/page-protocol.ts";
import { workspace } from "./page-workspace.ts";

const message = (ts: string, special: Partial<ShownMessage> = {}): ShownMessage => ({
  ts,
  threadTs: null,
  broadcast: false,
  user: "UADMIN",
  author: "admin",
  text: ts,
  blocks: [],
  files: [],
  ephemeral: false,
  edited: false,
  tombstone: false,
  replyCount: 0,
  warning: null,
  revision: 1,
  ...special,
});

const change = (special: Partial<Change> = {}): Change => ({
  isFirst: false,
  messages: [],
  gone: [],
  isComplete: true,
  ...special,
});

const first = (messages: ShownMessage[], isComplete = true): Change =>
  change({ isFirst: true, workspace, modals: [], home: null, messages, isComplete });

/** The scene after these changes. */
function sceneAfter(...changes: Change[]): Scene {
  const scene = changes.reduce<Scene | null>(applyChange, null);
  if (!scene) throw new Error("there is no scene");
  return scene;
}

const timestamps = ({ messages }: Scene) => messages.map(({ ts }) => ts);

describe("applyChange", () => {
  it("waits for the workspace", () => {
    expect(applyChange(null, change())).toBeNull();
  });

  it("puts messages in order, whenever they are told", () => {
    const scene = sceneAfter(
      first([message("3.0"), message("4.0")], false),
      change({ messages: [message("1.0")] }),
    );
    expect(timestamps(scene)).toEqual(["1.0", "3.0", "4.0"]);
  });

  it("replaces what was edited and takes away what is gone", () => {
    const scene = sceneAfter(
      first([message("1.0"), message("2.0")]),
      change({ messages: [message("2.0", { text: "edited", revision: 2 })], gone: ["1.0"] }),
    );
    expect(scene.messages.map(({ text }) => text)).toEqual(["edited"]);
  });

  it("keeps what did not change the same object, so that it is not drawn again", () => {
    const before = sceneAfter(first([message("1.0"), message("2.0")]));
    const scene = sceneAfter(
      first([message("1.0"), message("2.0")]),
      change({ messages: [message("2.0", { revision: 2 })] }),
    );
    const again = applyChange(before, change({ messages: [message("1.0"), message("2.0")] }));
    expect(again?.messages).toBe(before.messages);
    expect(scene.messages).not.toBe(before.messages);
  });

  it("shows nothing twice after a reconnection, and loses what went away meanwhile when all is told", () => {
    const before = sceneAfter(first([message("1.0"), message("2.0"), message("3.0")]));
    const partly = applyChange(before, first([message("3.0")], false));
    expect(partly && timestamps(partly)).toEqual(["1.0", "2.0", "3.0"]);
    const whole = applyChange(partly, change({ messages: [message("1.0"), message("4.0")] }));
    expect(whole && timestamps(whole)).toEqual(["1.0", "3.0", "4.0"]);
  });

  it("tells no Home tab from none told", () => {
    const home = { id: "V1", blocks: [] };
    const scene = sceneAfter(first([]), change({ home }), change());
    expect(scene.home).toEqual(home);
    expect(applyChange(scene, change({ home: null }))?.home).toBeNull();
  });
});

describe("a thread", () => {
  const parent = message("1.0", { replyCount: 2 });
  const reply = message("2.0", { threadTs: "1.0" });
  const sentToo = message("3.0", { threadTs: "1.0", broadcast: true });
  const other = message("4.0");
  const all = [parent, reply, sentToo, other];

  it("stands beside its conversation, in which only what was sent there too is repeated", () => {
    expect(inConversation(all)).toEqual([parent, sentToo, other]);
    expect(inThread(all, "1.0")).toEqual([parent, reply, sentToo]);
  });
});
