import { describe, expect, it } from "vitest";
import { type App, fieldOf, openWorkspace, payloadOf, type TestWorkspace, until } from "./open-workspace.ts";

const text = (label: string) => ({ type: "plain_text", text: label });
const input = {
  type: "input",
  block_id: "reason",
  label: text("Reason"),
  element: { type: "plain_text_input", action_id: "text" },
};
const modal = (fields: object = {}) => ({
  type: "modal",
  title: text("Roll back"),
  submit: text("Send"),
  callback_id: "rollback",
  blocks: [input],
  ...fields,
});

async function newTrigger({ slack, received }: TestWorkspace): Promise<string> {
  await slack.client.runCommand({ user: "UOPERATOR", channel: "COPS", text: "/agent" });
  return fieldOf(received.at(-1), "trigger_id");
}

/** A workspace in which UOPERATOR has a modal open; `app` answers from then on. */
async function opened(app: App, fields: object = {}): Promise<TestWorkspace & { viewId: string }> {
  let answer: App = () => new Response("");
  const workspace = openWorkspace((request) => answer(request));
  const { view } = await workspace.api("views.open", {
    trigger_id: await newTrigger(workspace),
    view: modal(fields),
  });
  answer = app;
  workspace.received.length = 0;
  return { ...workspace, viewId: idOf(view) };
}

function idOf(view: unknown): string {
  if (typeof view !== "object" || view === null || !("id" in view)) throw new Error("no view");
  return String(view.id);
}

const submission = (viewId: string, reason = "too loud") => ({
  user: "UOPERATOR",
  viewId,
  values: { reason: { text: reason } },
});

describe("a trigger", () => {
  it("opens one view within three seconds", async () => {
    const workspace = openWorkspace();
    const trigger_id = await newTrigger(workspace);
    workspace.advance(3_000);

    expect(await workspace.api("views.open", { trigger_id, view: modal() })).toMatchObject({
      ok: true,
      view: { type: "modal", callback_id: "rollback", state: { values: {} } },
    });
    expect(workspace.slack.viewsFor("UOPERATOR").modals).toHaveLength(1);
  });

  it("expires after three seconds", async () => {
    const workspace = openWorkspace();
    const trigger_id = await newTrigger(workspace);
    workspace.advance(3_001);

    expect(await workspace.api("views.open", { trigger_id, view: modal() })).toMatchObject({
      error: "expired_trigger_id",
    });
  });

  it("is good for one view only", async () => {
    const workspace = openWorkspace();
    const trigger_id = await newTrigger(workspace);
    await workspace.api("views.open", { trigger_id, view: modal() });

    expect(await workspace.api("views.open", { trigger_id, view: modal() })).toMatchObject({
      error: "exchanged_trigger_id",
    });
  });

  it("must be one that Slack gave", async () => {
    const { api } = openWorkspace();

    expect(await api("views.open", { trigger_id: "1.2.x", view: modal() })).toMatchObject({
      error: "invalid_trigger_id",
    });
  });

  it("is not spent by a view that is refused", async () => {
    const workspace = openWorkspace();
    const trigger_id = await newTrigger(workspace);

    expect(
      await workspace.api("views.open", { trigger_id, view: modal({ title: text("x".repeat(25)) }) }),
    ).toMatchObject({ error: "invalid_arguments" });
    expect(await workspace.api("views.open", { trigger_id, view: modal() })).toMatchObject({ ok: true });
  });
});

describe("a modal", () => {
  it("is updated under its hash, and refuses an old one", async () => {
    const { api, slack, viewId } = await opened(() => new Response(""));
    const hash = slack.viewsFor("UOPERATOR").modals[0]?.hash;

    const update = { view_id: viewId, hash, view: modal({ title: text("New") }) };
    expect(await api("views.update", update)).toMatchObject({ ok: true, view: { title: text("New") } });
    expect(await api("views.update", update)).toMatchObject({ error: "hash_conflict" });
  });

  it("stacks three views and no fourth", async () => {
    const button = {
      type: "actions",
      elements: [{ type: "button", action_id: "next", text: text("Next") }],
    };
    const { api, slack, received, viewId } = await opened(() => new Response(""), { blocks: [button] });
    const results: unknown[] = [];
    for (let view = viewId; results.length < 3; ) {
      await slack.client.press({ user: "UOPERATOR", viewId: view, actionId: "next" });
      const { trigger_id } = payloadOf(received.at(-1));
      const pushed = await api("views.push", { trigger_id, view: modal({ blocks: [button] }) });
      results.push(pushed.error ?? "ok");
      if (pushed.ok) view = idOf(pushed.view);
    }

    expect(results).toEqual(["ok", "ok", "push_limit_reached"]);
    expect(slack.viewsFor("UOPERATOR").modals.map(({ root_view_id }) => root_view_id)).toEqual([
      viewId,
      viewId,
      viewId,
    ]);
  });

  it("sends view_submission with what was entered, and closes on an empty answer", async () => {
    const { slack, received, viewId } = await opened(() => new Response(""), { private_metadata: "op-1" });

    const outcome = await slack.client.submitView(submission(viewId));

    expect(payloadOf(received[0])).toMatchObject({
      type: "view_submission",
      user: { id: "UOPERATOR" },
      trigger_id: expect.any(String),
      response_urls: [],
      view: {
        id: viewId,
        private_metadata: "op-1",
        state: { values: { reason: { text: { type: "plain_text_input", value: "too loud" } } } },
      },
    });
    expect(outcome).toEqual({ status: 200, error: null, details: [], errors: {} });
    expect(slack.viewsFor("UOPERATOR").modals).toEqual([]);
  });

  it("is not sent while a required input is empty", async () => {
    const { slack, received, viewId } = await opened(() => new Response(""));

    const outcome = await slack.client.submitView(submission(viewId, ""));

    expect(outcome.errors).toEqual({ reason: "Please complete this required field." });
    expect(received).toEqual([]);
  });

  it("stays open with the errors that the app answers", async () => {
    const errors = { reason: "Say more." };
    const { slack, viewId } = await opened(() => Response.json({ response_action: "errors", errors }));

    expect(await slack.client.submitView(submission(viewId))).toMatchObject({ error: null, errors });
    expect(slack.viewsFor("UOPERATOR").modals).toHaveLength(1);
  });

  it("shows a failure when errors name a block that is no input", async () => {
    const errors = { nothing: "Say more." };
    const { slack, viewId } = await opened(() => Response.json({ response_action: "errors", errors }));

    expect(await slack.client.submitView(submission(viewId))).toMatchObject({
      error: "invalid_response",
      errors: {},
    });
  });

  it("becomes the view that the app answers, unless that is invalid", async () => {
    let title = "Thanks";
    const { slack, viewId } = await opened(() =>
      Response.json({ response_action: "update", view: modal({ title: text(title) }) }),
    );

    await slack.client.submitView(submission(viewId));
    title = "x".repeat(25);
    const refused = await slack.client.submitView(submission(viewId));

    expect(slack.viewsFor("UOPERATOR").modals).toMatchObject([{ id: viewId, title: text("Thanks") }]);
    expect(refused).toMatchObject({
      error: "invalid_arguments",
      details: [
        "failed to match all allowed schemas [json-pointer:/view]",
        "must be less than 25 characters [json-pointer:/view/title/text]",
      ],
    });
  });

  it("gets another on top when the app pushes one, and all of them close when it clears", async () => {
    let answer: object = { response_action: "push", view: modal({ title: text("Sure?") }) };
    const { slack, viewId } = await opened(() => Response.json(answer));
    const titles = () => slack.viewsFor("UOPERATOR").modals.map(({ title }) => title);

    await slack.client.submitView(submission(viewId));
    expect(titles()).toEqual([text("Roll back"), text("Sure?")]);
    answer = { response_action: "clear" };
    await slack.client.submitView(submission(idOf(slack.viewsFor("UOPERATOR").modals[1])));

    expect(titles()).toEqual([]);
  });

  it("stays open when the app has not answered after three seconds", async () => {
    const { slack, viewId, advance, pendingDelays, received } = await opened(() => new Promise(() => {}));

    advance(60_000);
    const submitting = slack.client.submitView(submission(viewId));
    await until(() => received.length > 0);
    expect(pendingDelays()).toEqual([3_000]);
    advance(3_000);

    expect(await submitting).toMatchObject({ status: null, error: "operation_timeout" });
    expect(slack.viewsFor("UOPERATOR").modals).toHaveLength(1);
  });

  it("stays open and says so when the app fails", async () => {
    const { slack, viewId } = await opened(() => new Response("", { status: 500 }));

    expect(await slack.client.submitView(submission(viewId))).toMatchObject({
      status: 500,
      error: "dispatch_failed",
    });
    expect(slack.viewsFor("UOPERATOR").modals).toHaveLength(1);
  });

  it("tells the app that it was closed only when the view asked for it", async () => {
    const silent = await opened(() => new Response(""));
    await silent.slack.client.closeView({ user: "UOPERATOR", viewId: silent.viewId });
    const notifying = await opened(() => new Response(""), { notify_on_close: true });
    await notifying.slack.client.closeView({ user: "UOPERATOR", viewId: notifying.viewId });

    expect(silent.received).toEqual([]);
    expect(payloadOf(notifying.received[0])).toMatchObject({ type: "view_closed", is_cleared: false });
    expect(notifying.slack.viewsFor("UOPERATOR").modals).toEqual([]);
  });
});

describe("a home tab", () => {
  it("is replaced by the next publication and seen by its person alone", async () => {
    const { api, slack } = openWorkspace();
    const home = (label: string) => ({
      type: "home",
      blocks: [{ type: "header", text: text(label) }],
    });
    await api("views.publish", { user_id: "UADMIN", view: home("Old") });

    await api("views.publish", { user_id: "UADMIN", view: home("New") });

    expect(slack.viewsFor("UADMIN").home).toMatchObject({ blocks: [{ text: text("New") }] });
    expect(slack.viewsFor("UVIEWER").home).toBeNull();
  });
});
