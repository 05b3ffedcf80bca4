import type { Story } from "./story.ts";

export const surviveAKill: Story = {
  name: "kills the Worker in the middle of a deploy, and watches its card go on to the end",
  async tell(visit) {
    await visit.open("#/UOPERATOR/COPS?world");
    await visit.say("/agent deploy voice/voice-starter --image your-org/voice-starter:2.0");
    await visit.message(/Deploying voice\/voice-starter/);
    await visit.world.getByRole("button", { name: "Kill the Worker" }).click();
    await visit.world.getByText("killed once").waitFor();
    // On a phone it stands in front of the conversation.
    await visit.world.getByRole("button", { name: "Close world panel" }).click();
    await visit.message(/Deployed voice\/voice-starter/);
  },
};
