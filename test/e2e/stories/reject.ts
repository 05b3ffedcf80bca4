import type { Story } from "./story.ts";

export const reject: Story = {
  name: "rejects a change with a reason, which who asked for it reads",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS");
    await visit.say("/agent rollback prod/night-desk");
    await visit.message("Roll back prod/night-desk");
    await visit.become("Priya Raman");
    await visit.press("Reject…", "Roll back prod/night-desk");
    const form = visit.page.getByRole("dialog", { name: "Reject" });
    await form.getByRole("textbox").fill("Not before the market closes");
    await form.getByRole("button", { name: "Reject" }).click();
    await form.waitFor({ state: "detached" });
    await visit.become("Marcus Hale");
    await visit.message("Not before the market closes");
  },
};
