/** Everything that a page would know of a place by now. */
import type { SlackWorkspace } from "../../../sim/slack/slack-workspace.ts";
import { EMPTY_MANIFEST } from "../../../sim/world/app-manifest.ts";
import { describeWorkspace } from "../../../sim/world/describe-workspace.ts";
import type { Change, Place } from "../../../sim/world/page-protocol.ts";
import { SceneFollower } from "../../../sim/world/scene-follower.ts";

export function followScene(slack: SlackWorkspace, place: Place): SceneFollower {
  return new SceneFollower(slack, place, () =>
    describeWorkspace(
      { setup: slack.setup(), roles: {}, manifest: EMPTY_MANIFEST, isActive: () => false },
      place.user,
    ),
  );
}

export function readScene(slack: SlackWorkspace, place: Place) {
  const follower = followScene(slack, place);
  const changes: Change[] = [];
  for (let change = follower.next(); change; change = follower.next()) changes.push(change);
  return {
    messages: changes.flatMap(({ messages }) => messages),
    modals: changes[0]?.modals ?? [],
    home: changes[0]?.home ?? null,
  };
}
