/** The peer on slack-edge, the framework that was made for this runtime. Echoes; built once per isolate. */
import { SlackApp } from "slack-edge";

interface Bindings {
  readonly SLACK_SIGNING_SECRET: string;
  readonly SLACK_BOT_TOKEN: string;
}

let app: SlackApp<Bindings> | undefined;

export default {
  fetch: (request, env, context) => {
    app ??= createApp(env);
    return app.run(request, context);
  },
} satisfies ExportedHandler<Bindings>;

function createApp(env: Bindings): SlackApp<Bindings> {
  // Its default would call auth.test for every request.
  const authorize = async () => ({
    botToken: env.SLACK_BOT_TOKEN,
    botId: "BSWITCH",
    botUserId: "USWITCH",
    botScopes: [],
  });
  return new SlackApp({ env, authorize }).command(
    "/agent",
    async ({ payload }) => `${payload.command} ${payload.text}`,
  );
}
