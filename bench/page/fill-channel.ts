import { createPageClient } from "../../sim/terminal/page-client.ts";

const AT_ONCE = 20;

/** Somebody says so many things in the channel, with which the bot has nothing to do. */
export async function fillChannel(origin: string, count: number): Promise<void> {
  const page = createPageClient(origin, fetch);
  for (let said = 0; said < count; said += AT_ONCE) {
    const texts = Array.from({ length: Math.min(AT_ONCE, count - said) }, (_, index) => said + index);
    await Promise.all(
      texts.map((index) => page.say({ user: "UAPPROVER", channel: "COPS", text: sentence(index) })),
    );
  }
}

/** One to five lines, as people write. */
const sentence = (index: number): string =>
  `${index}: ${"the line to the customer was quiet for a while, then it came back. ".repeat(1 + (index % 5))}`;
