import type { Story } from "./story.ts";

export const rollBack: Story = {
  name: "asks for a rollback, which somebody else approves, and is told when it is done",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS");
    await visit.say('/agent rollback prod/crashy --reason "callers hear silence"');
    const card = await visit.message("callers hear silence");
    await card.getByText("0 of 1 approvals").waitFor();
    await visit.become("Priya Raman");
    await visit.press("Approve", "callers hear silence");
    await visit.message(/Rolled back prod\/crashy/);
    await visit.message("approved by @approver");
    await (await visit.message(/Rolled back/)).getByRole("link", { name: /repl/ }).click();
    await visit.message("@operator", visit.thread);
  },
};
