import type { Story } from "./story.ts";

export const mentionInThread: Story = {
  name: "asks in a thread, where Slack has no slash commands, and is answered there",
  async tell(visit) {
    await visit.open("#/ULEAD/COPS");
    await visit.say("Callers say that the line is silent.");
    const message = await visit.message("the line is silent");
    await message.getByRole("link", { name: "Reply in thread" }).click();
    await visit.sayIn(visit.thread, "/agent status");
    await visit.message("is not supported in threads", visit.thread);
    await visit.sayIn(visit.thread, "@switchboard status staging/support-line");
    await visit.message("staging/support-line is healthy", visit.thread);
    await visit.thread.getByRole("link", { name: "Close thread" }).click();
    await (await visit.message("the line is silent")).getByRole("link", { name: "2 replies" }).waitFor();
  },
};
