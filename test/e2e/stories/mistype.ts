import type { Story } from "./story.ts";

export const mistype: Story = {
  name: "mistypes a command, and takes the suggestion",
  async tell(visit) {
    await visit.open("#/UVIEWER/CDEV");
    await visit.say("/agent stauts prod/crashy");
    await visit.press("Run /agent status prod/crashy", "Did you mean");
    await visit.message("prod/crashy is failing");
  },
};
