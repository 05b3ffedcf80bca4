import type { Story } from "./story.ts";

/** It takes a minute to build and roll out, in which the others go on, and in which one of them kills the Worker. */
export const deployFromSource: Story = {
  name: "deploys a branch from its source, follows the build, and finds the agent healthy",
  async begin(visit) {
    await visit.open("#/UOPERATOR/CDEV");
    await visit.say("/agent deploy prod/support-line --ref main");
    await visit.message("acme/support-line at main");
    await visit.become("Priya Raman");
    await visit.press("Approve", "acme/support-line at main");
  },
  async tell(visit) {
    const card = await visit.message(/Deployed prod\/support-line[\s\S]*Build it, \d+ s/);
    await card.getByRole("link", { name: /repl/ }).click();
    await visit.message("Deployed prod/support-line", visit.thread);
  },
};
