import { expect } from "vitest";
import type { Story } from "./story.ts";

const VALUE = "sk-4f1d-nobody-may-see-this";

export const setASecret: Story = {
  name: "sets a secret and removes another in a form, which says what is wrong and never shows the value again",
  async tell(visit) {
    await visit.open("#/UADMIN/COPS");
    await visit.say("/agent update-secrets staging/support-line");
    const form = visit.page.getByRole("dialog", { name: "Update secrets" });
    const field = form.getByRole("textbox", { name: /^Secrets to set/ });
    await field.fill("OPENAI_API_KEY");
    await form.getByRole("button", { name: "Set" }).click();
    await form.getByRole("alert").filter({ hasText: "Line 1 has no =" }).waitFor();
    await field.fill(`DEEPGRAM_API_KEY=${VALUE}`);
    const gone = form.getByRole("button", { name: /^Secrets to remove/ });
    await gone.click();
    await form.getByRole("checkbox", { name: "OPENAI_API_KEY" }).check();
    await visit.page.keyboard.press("Escape");
    await gone.filter({ hasText: "OPENAI_API_KEY" }).waitFor();
    await form.getByRole("button", { name: "Set" }).click();
    await form.waitFor({ state: "detached" });
    await visit.message(
      /Updated the secrets of staging\/support-line[\s\S]*Adds DEEPGRAM_API_KEY · removes OPENAI_API_KEY/,
    );
    expect(await visit.page.content()).not.toContain(VALUE);
  },
};
