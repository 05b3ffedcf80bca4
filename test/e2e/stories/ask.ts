import type { Story } from "./story.ts";

export const ask: Story = {
  name: "asks how the agents are, and shares the answer",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS");
    await visit.say("/agent status");
    const answer = await visit.message("2 of 7 agents need attention");
    await answer.getByText("Only visible to you").waitFor();
    await answer.getByRole("button", { name: "Share to channel" }).click();
    // Everybody else sees it now.
    await visit.become("Lena Okafor");
    await visit.message("2 of 7 agents need attention");
  },
};
