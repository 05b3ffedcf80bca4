import { expect } from "vitest";
import type { Story } from "./story.ts";

const FOREIGN = "<!channel> *all* of <https://elsewhere.test|this> & `that`";

export const readForeignText: Story = {
  name: "reads what others wrote as it is: it calls nobody, links nowhere and breaks nothing",
  async tell(visit) {
    await visit.open("#/UOPERATOR/CSHARED");
    await visit.say(`/agent status "${FOREIGN}"`);
    const answer = await visit.message("<!channel>");
    expect(await answer.innerText()).not.toContain("@channel");
    expect(await answer.getByText("all", { exact: true }).count()).toBe(0);
    expect(await answer.getByRole("link").count()).toBe(0);
  },
};
