import type { Story } from "./story.ts";

/** The bot keeps the real time, so the minute that the policy of this world gives is really waited for. */
export const expire: Story = {
  name: "asks for a change that nobody approves, and asks again",
  async begin(visit) {
    await visit.open("#/UOPERATOR/CDEV");
    await visit.say("/agent scale voice/quiet-desk --min 1 --max 2");
    await visit.message("Scale voice/quiet-desk");
  },
  async tell(visit) {
    await visit.press("Ask again", "Expired: voice/quiet-desk");
    await visit.message("Scale voice/quiet-desk");
  },
};
