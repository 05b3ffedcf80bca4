import type { Story } from "./story.ts";

export const dispatch: Story = {
  name: "sends an agent into a room, follows it until it is there, and takes it out again",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS");
    await visit.say("/dispatch support-line lobby --project prod");
    await visit.message("support-line joined lobby");
    await visit.press("Remove from room", "support-line joined lobby");
    const question = visit.page.getByRole("dialog", { name: "Remove support-line from lobby?" });
    await question.getByRole("button", { name: "Keep it" }).click();
    await visit.press("Remove from room", "support-line joined lobby");
    await question.getByRole("button", { name: "Remove" }).click();
    await visit.message(/Removed|removed|deleted/);
  },
};
