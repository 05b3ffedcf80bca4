import type { Locator } from "playwright-core";
import { DESKTOP, PHONE, type Size } from "../../support/browser/size.ts";
import type { Visit } from "../../support/browser/visit.ts";
import type { Act, Scene } from "./scene.ts";

export function screenFor({ width, height, scale, isPhone }: Scene): Size {
  return { ...(isPhone ? PHONE : DESKTOP), viewport: { width, height }, deviceScaleFactor: scale };
}

/** A rectangle of the page, in its own pixels. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The composer begins before the last message ends, by the ring that it has while somebody types. */
const COMPOSER_RING = 4;

/** Plays a scene in front of somebody, and gives what belongs into the picture. Throws when it does not show what it must. */
export async function playScene(visit: Visit, scene: Scene): Promise<Clip> {
  await visit.open(scene.address);
  for (const act of scene.acts) await play(visit, act);
  const { page } = visit;
  const message = page.getByRole("main").getByRole("article").last();
  const frame = scene.frame === "window" ? page.locator("body") : message;
  // Nothing is pointed at, and nobody is about to type.
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement?.blur()");
  for (const text of scene.shows) await requireInPicture(frame.getByText(text).last(), text, scene);
  const box = await frame.boundingBox();
  if (!box) throw new Error(`there is nothing to take a picture of in ${scene.name}`);
  return scene.frame === "window" ? box : { ...box, height: box.height - COMPOSER_RING };
}

async function play(visit: Visit, act: Act): Promise<void> {
  if ("say" in act) await visit.say(act.say);
  else if ("press" in act) await visit.press(act.press, act.on);
  else if ("become" in act) await visit.become(act.become);
  else if ("see" in act) await visit.message(act.see);
  else if ("inWorld" in act) await visit.world.getByRole("button", { name: act.inWorld }).click();
  else await (await visit.message(act.openThreadOf)).getByRole("link", { name: /repl/ }).click();
}

/** What has been scrolled away is there, and yet not to be seen. */
async function requireInPicture(place: Locator, text: string, { width, height, name }: Scene): Promise<void> {
  await place.waitFor();
  const box = await place.boundingBox();
  const isInside =
    box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  if (!isInside) throw new Error(`"${text}" is outside of the picture ${name}`);
}
