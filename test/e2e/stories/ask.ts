import type { Story } from "./story.ts";

export const ask: Story = {
  name: "asks how the agents are, finds one by a part of its name, and shares the answer",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS");
    await visit.say("/agent status");
    const answer = await visit.message("2 of 7 agents need attention");
    await answer.getByText("Only visible to you").waitFor();
    const menu = answer.getByRole("combobox", { name: "Find an agent" });
    await menu.fill("night");
    await visit.page.getByRole("option", { name: /night-desk/ }).waitFor();
    await menu.press("Enter");
    const one = await visit.message("prod/night-desk is asleep");
    await one.getByRole("button", { name: "Share to channel" }).click();
    // Everybody else sees it now.
    await visit.become("Lena Okafor");
    await visit.message("prod/night-desk is asleep");
  },
};
