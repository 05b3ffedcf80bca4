import { describe, expect, it } from "vitest";
import { createPageApi } from "../../../sim/world/page-api.ts";
import { submissionOutcomeSchema } from "../../../sim/world/page-protocol.ts";
import { type App, fieldOf, openWorkspace, payloadOf } from "../sim-slack/open-workspace.ts";
import { readScene } from "./read-scene.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const modal = {
  type: "modal",
  title: plain("Reject"),
  submit: plain("Send"),
  private_metadata: "not for people",
  notify_on_close: true,
  blocks: [
    {
      type: "input",
      block_id: "reason",
      label: plain("Why not"),
      element: { type: "plain_text_input", action_id: "text" },
    },
    {
      type: "actions",
      block_id: "row",
      elements: [{ type: "button", action_id: "help", text: plain("Help") }],
    },
  ],
};
const place = { user: "UOPERATOR", channel: "COPS" };

/** A page in whose world UOPERATOR has a modal open; `app` answers from then on. */
async function openModal(app: App = () => new Response()) {
  let answer: App = () => new Response();
  const workspace = openWorkspace((request) => answer(request));
  const { slack, received } = workspace;
  const api = createPageApi(slack, {});
  const scene = (user = place.user, channel = place.channel) => readScene(slack, { user, channel });
  const post = (action: string, body: object) =>
    api.request(`http://localhost:8790/api/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await post("say", { ...place, text: "/agent reject" });
  const trigger = fieldOf(received.at(-1), "trigger_id");
  await workspace.api("views.open", { trigger_id: trigger, view: modal });
  answer = app;
  received.length = 0;
  const viewId = scene().modals[0]?.id ?? "";
  const submit = async (text: string) => {
    const body = { user: place.user, viewId, values: { reason: { text } } };
    return submissionOutcomeSchema.parse(await (await post("submit", body)).json());
  };
  const payloads = () => received.map(payloadOf);
  return { post, scene, submit, payloads, viewId };
}

describe("a modal in the page", () => {
  it("is there for who opened it, wherever they are, and shows what people are to see", async () => {
    const { scene, viewId } = await openModal();
    const { title, submit, blocks } = modal;
    expect(scene().modals).toEqual([
      { id: viewId, title: { text: title.text }, submit: { text: submit.text }, close: null, blocks },
    ]);
    expect(scene("UOPERATOR", "CDEV").modals).toHaveLength(1);
    expect(scene("UADMIN").modals).toEqual([]);
  });

  it("goes with what was typed to the app, and is gone when the app takes it", async () => {
    const { submit, payloads, scene } = await openModal();
    expect(await submit("not\nnow")).toEqual({ error: null, errors: {} });
    expect(payloads()).toMatchObject([
      {
        type: "view_submission",
        user: { id: "UOPERATOR" },
        view: { state: { values: { reason: { text: { value: "not\nnow" } } } } },
      },
    ]);
    expect(scene().modals).toEqual([]);
  });

  it("stays with what the app finds wrong, and can be sent again", async () => {
    let tries = 0;
    const wrong = { response_action: "errors", errors: { reason: "say more" } };
    const { submit, scene } = await openModal(() => {
      tries += 1;
      return tries === 1 ? Response.json(wrong) : new Response();
    });
    expect(await submit("no")).toEqual({ error: null, errors: { reason: "say more" } });
    expect(scene().modals).toHaveLength(1);
    expect(await submit("no, the demo runs")).toEqual({ error: null, errors: {} });
    expect(scene().modals).toEqual([]);
  });

  it("is not sent while a field that is needed is empty", async () => {
    const { submit, payloads } = await openModal();
    expect((await submit("")).errors).toEqual({ reason: "Please complete this required field." });
    expect(payloads()).toEqual([]);
  });

  it("stays with Slack's word for what went wrong with the app", async () => {
    const { submit, scene } = await openModal(() => new Response(null, { status: 500 }));
    expect((await submit("no")).error).toBe("dispatch_failed");
    expect(scene().modals).toHaveLength(1);
  });

  it("is closed unsent", async () => {
    const { post, payloads, scene, viewId } = await openModal();
    const closed = await post("close", { user: place.user, viewId });
    expect(await closed.json()).toEqual({ error: null });
    expect(payloads().map(({ type }) => type)).toEqual(["view_closed"]);
    expect(scene().modals).toEqual([]);
  });

  it("has buttons that are pressed in it", async () => {
    const { post, payloads, viewId } = await openModal();
    const button = { user: place.user, viewId, blockId: "row", actionId: "help" };
    expect(await (await post("press", button)).json()).toEqual({ error: null });
    expect(payloads()).toMatchObject([
      { type: "block_actions", container: { type: "view", view_id: viewId } },
    ]);
  });

  it.each(["submit", "close"])("is nobody else's to %s", async (action) => {
    const { post, payloads, scene, viewId } = await openModal();
    const response = await post(action, { user: "UADMIN", viewId, values: { reason: { text: "no" } } });
    expect([response.status, await response.json()]).toEqual([
      409,
      { error: `UADMIN has no view ${viewId} open` },
    ]);
    expect(payloads()).toEqual([]);
    expect(scene().modals).toHaveLength(1);
  });
});
