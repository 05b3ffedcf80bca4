import type { Story } from "./story.ts";

export const openHome: Story = {
  name: "opens the app's Home tab",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS");
    await visit.goTo("Switchboard Home");
    await visit.page.getByRole("main").getByRole("heading", { name: "Switchboard" }).waitFor();
  },
};
