import type { Story } from "./story.ts";

export const openHome: Story = {
  name: "looks for the app's Home tab, and comes back to the channel",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS");
    await visit.goTo("Switchboard Home");
    await visit.page.getByRole("heading", { name: "Switchboard has no Home tab" }).waitFor();
    await visit.goTo("voice-ops");
    await visit.page.getByRole("heading", { name: "#voice-ops" }).waitFor();
  },
};
