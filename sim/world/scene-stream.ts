/** What a place looks like, and then every change of it, as server-sent events. */
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { SlackWorkspace } from "../slack/slack-workspace.ts";
import type { AppManifest } from "./app-manifest.ts";
import { describeWorkspace, type Roles } from "./describe-workspace.ts";
import type { Place } from "./page-protocol.ts";
import { Presence } from "./presence.ts";
import { SceneFollower } from "./scene-follower.ts";

/** How long the page waits when the stream broke, as after a restart. */
const RECONNECT_MS = 500;

export function createSceneStream(slack: SlackWorkspace, roles: Roles, manifest: AppManifest) {
  const presence = new Presence();
  const isActive = (user: string): boolean => presence.isActive(user);

  return (c: Context, place: Place): Response => {
    const follower = new SceneFollower(slack, place, () =>
      describeWorkspace({ setup: slack.setup(), roles, manifest, isActive }, place.user),
    );
    return streamSSE(c, async (stream) => {
      let wake = (): void => {};
      const stops = [
        slack.subscribe(() => wake()),
        presence.subscribe(() => wake()),
        presence.enter(place.user),
      ];
      stream.onAbort(() => {
        for (const stop of stops) stop();
        wake();
      });
      while (!stream.aborted) {
        // Listens before it looks, so that no change is missed; many changes at once are told together.
        const changed = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const change = follower.next();
        if (change) await stream.writeSSE({ data: JSON.stringify(change), retry: RECONNECT_MS });
        if (!change || change.isComplete) await changed;
      }
    });
  };
}
