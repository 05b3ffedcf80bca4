import type { Story } from "./story.ts";

export const goOffline: Story = {
  name: "goes offline in a tunnel, comes back, and has missed nothing",
  expectedErrors: /ERR_INTERNET_DISCONNECTED/,
  async tell(visit) {
    await visit.open("#/UVIEWER/COPS");
    await visit.page.context().setOffline(true);
    await visit.say("/agent status staging/support-line");
    await visit.page.getByRole("alert").filter({ hasText: "Not sent" }).waitFor();
    await visit.hears("ULEAD", "COPS", "Anybody there?");
    await visit.page.context().setOffline(false);
    await visit.message("Anybody there?");
    // What could not be sent still stands in the field.
    await visit.page
      .getByRole("main")
      .getByRole("textbox", { name: /^Message/ })
      .press("Enter");
    await visit.message("staging/support-line is healthy");
  },
};
