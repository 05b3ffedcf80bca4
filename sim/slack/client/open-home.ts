/** Somebody looks at the app's Home tab: app_home_opened, if the app subscribed to it. */
import { toViewJson } from "../slack-json.ts";
import { type ClientContext, eventEnvelope, requireActive } from "./client-context.ts";
import type { EventDeliveries } from "./event-deliveries.ts";

/** The event is docs.slack.dev/reference/events/app_home_opened. A failed delivery goes on being retried behind it. */
export async function openHome(
  { store }: ClientContext,
  deliveries: EventDeliveries,
  user: string,
): Promise<void> {
  requireActive(store, user);
  if (!store.state.events.includes("app_home_opened")) return;
  const channel = store.directChannel(user);
  const view = store.state.views.find((candidate) => candidate.type === "home" && candidate.user === user);
  const event = {
    type: "app_home_opened",
    user,
    channel: channel.id,
    tab: "home",
    ...(view ? { view: toViewJson(store, view) } : {}),
    event_ts: store.nextTs(),
  };
  await deliveries.send(eventEnvelope(store, channel, event));
}
