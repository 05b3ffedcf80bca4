import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import type { Size } from "../support/browser/size.ts";
import { type Playground, startPlayground } from "../support/browser/start-playground.ts";
import type { Visit } from "../support/browser/visit.ts";
import { ROOT } from "../support/source-files.ts";
import { ask } from "./stories/ask.ts";
import { deployFromSource } from "./stories/deploy-from-source.ts";
import { dispatch } from "./stories/dispatch.ts";
import { expire } from "./stories/expire.ts";
import { goOffline } from "./stories/go-offline.ts";
import { mentionInThread } from "./stories/mention-in-thread.ts";
import { mistype } from "./stories/mistype.ts";
import { openHome } from "./stories/open-home.ts";
import { readForeignText } from "./stories/read-foreign-text.ts";
import { refuseGuest } from "./stories/refuse-guest.ts";
import { reject } from "./stories/reject.ts";
import { rollBack } from "./stories/roll-back.ts";
import { setASecret } from "./stories/set-a-secret.ts";
import type { Story } from "./stories/story.ts";
import { surviveAKill } from "./stories/survive-a-kill.ts";

const STORIES: readonly Story[] = [
  ask,
  mistype,
  rollBack,
  reject,
  dispatch,
  mentionInThread,
  goOffline,
  refuseGuest,
  readForeignText,
  setASecret,
  openHome,
  surviveAKill,
  deployFromSource,
  expire,
];

type Environment = ReturnType<typeof simulatedEnvironment>;

/** What nobody approves expires after a minute, the shortest time that a policy can give. */
function configure({ POLICY, ...simulated }: Environment): Environment {
  const scale = { approvers: ["SONCALL"], approvals: 1, expires_minutes: 1 };
  const deploy = { ...POLICY.rules.voice.deploy, approvals: 0 };
  const voice = { ...POLICY.rules.voice, scale, deploy };
  return { ...simulated, POLICY: { ...POLICY, rules: { ...POLICY.rules, voice } } };
}

/** Where the screen is left as it looked when a story went wrong. */
const PICTURES = join(ROOT, "dist/e2e");

/** Every story on one size of screen, in one world, each by people who open the page anew. */
export function tellStories(size: Size): void {
  describe(`on a ${size.name}, somebody`, () => {
    let playground: Playground;
    const begun = new Map<Story, { readonly visit: Visit; readonly beginning: Promise<void> }>();
    const visitFor = ({ expectedErrors }: Story) => playground.visit(size, expectedErrors);
    beforeAll(async () => {
      mkdirSync(PICTURES, { recursive: true });
      playground = await startPlayground({ configure });
      for (const story of STORIES) {
        if (!story.begin) continue;
        const visit = await visitFor(story);
        const beginning = story.begin(visit);
        // Whoever tells the story is told of it.
        beginning.catch(() => {});
        begun.set(story, { visit, beginning });
      }
    });
    afterAll(async () => {
      await playground?.stop();
    });

    it.each(STORIES)("$name", async (story) => {
      const { visit, beginning } = begun.get(story) ?? { visit: await visitFor(story), beginning: null };
      try {
        await beginning;
        await story.tell(visit);
        expect(await visit.watch.findFaults()).toEqual([]);
      } catch (error) {
        await visit.page.screenshot({ path: join(PICTURES, `${size.name}, ${story.name}.png`) });
        throw error;
      } finally {
        await visit.close();
      }
    });
  });
}
