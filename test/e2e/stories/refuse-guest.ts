import type { Story } from "./story.ts";

export const refuseGuest: Story = {
  name: "is a guest, and is told that the agents are none of theirs",
  async tell(visit) {
    await visit.open("#/UGUEST/COPS");
    await visit.say("/agent status");
    await (await visit.message("guest")).getByText("Only visible to you").waitFor();
  },
};
