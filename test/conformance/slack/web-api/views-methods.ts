/** views.open, .push, .update and .publish through the official client. */
import type { HomeView, ModalView } from "@slack/types";
import { expect } from "vitest";
import type { SlackOnSocket } from "../../../support/slack-on-socket.ts";
import { section } from "./message-content.ts";
import type { MethodConformances } from "./method-conformance.ts";

const text = (label: string) => ({ type: "plain_text" as const, text: label });
const next = {
  type: "actions" as const,
  elements: [{ type: "button" as const, action_id: "next", text: text("Next") }],
};
const modal: ModalView = { type: "modal", title: text("Roll back"), blocks: [next] };
const home: HomeView = { type: "home", blocks: [section] };

/** More than 250 kB, in fields that are all short enough. */
const tooLarge = {
  blocks: Array.from({ length: 100 }, () => ({
    ...section,
    text: { type: "mrkdwn" as const, text: "x".repeat(3_000) },
  })),
};

async function open(world: SlackOnSocket, view: ModalView = modal): Promise<string> {
  const opened = await world.web.views.open({ trigger_id: await world.newTrigger(), view });
  return opened.view?.id ?? "";
}

/** A trigger of a button in a view, with which another can be put on top of it. */
async function pressNext({ slack, forms }: SlackOnSocket, viewId: string): Promise<string> {
  await slack.client.press({ user: "UOPERATOR", viewId, actionId: "next" });
  return JSON.parse(forms.at(-1)?.get("payload") ?? "").trigger_id;
}

async function push(world: SlackOnSocket, below: string, view: ModalView = modal): Promise<string> {
  const pushed = await world.web.views.push({ trigger_id: await pressNext(world, below), view });
  return pushed.view?.id ?? "";
}

export const viewsMethods: MethodConformances = {
  "views.open": {
    async works(world) {
      const { view } = await world.web.views.open({
        trigger_id: await world.newTrigger(),
        view: { ...modal, private_metadata: "op-1", callback_id: "form", submit: text("Send") },
      });
      expect(view).toMatchObject({
        type: "modal",
        callback_id: "form",
        private_metadata: "op-1",
        root_view_id: view?.id,
      });
      expect(world.slack.viewsFor("UOPERATOR").modals).toMatchObject([{ id: view?.id }]);
    },
    refuses: {
      invalid_trigger_id: ({ web }) => web.views.open({ trigger_id: "1.2.3", view: modal }),
      exchanged_trigger_id: async ({ web, newTrigger }) => {
        const trigger_id = await newTrigger();
        await web.views.open({ trigger_id, view: modal });
        return web.views.open({ trigger_id, view: modal });
      },
      expired_trigger_id: async ({ web, newTrigger, advance }) => {
        const trigger_id = await newTrigger();
        advance(3_001);
        return web.views.open({ trigger_id, view: modal });
      },
      duplicate_external_id: async (world) => {
        await open(world, { ...modal, external_id: "one" });
        return open(world, { ...modal, external_id: "one" });
      },
      view_too_large: (world) => open(world, { ...modal, ...tooLarge }),
      invalid_arguments: (world) => open(world, { ...modal, title: text("a title that is far too long") }),
    },
  },
  "views.push": {
    async works(world) {
      const root = await open(world);
      const trigger_id = await pressNext(world, root);
      const { view } = await world.web.views.push({ trigger_id, view: { ...modal, title: text("Reason") } });
      expect(view).toMatchObject({ root_view_id: root, previous_view_id: root });
      expect(world.slack.viewsFor("UOPERATOR").modals).toMatchObject([{ id: root }, { id: view?.id }]);
    },
    refuses: {
      invalid_trigger_id: ({ web }) => web.views.push({ trigger_id: "1.2.3", view: modal }),
      exchanged_trigger_id: async (world) => {
        const trigger_id = await pressNext(world, await open(world));
        await world.web.views.push({ trigger_id, view: modal });
        return world.web.views.push({ trigger_id, view: modal });
      },
      expired_trigger_id: async (world) => {
        const trigger_id = await pressNext(world, await open(world));
        world.advance(3_001);
        return world.web.views.push({ trigger_id, view: modal });
      },
      not_found: async ({ web, newTrigger }) =>
        web.views.push({ trigger_id: await newTrigger(), view: modal }),
      push_limit_reached: async (world) => {
        const top = await push(world, await push(world, await open(world)));
        return push(world, top);
      },
      duplicate_external_id: async (world) => {
        const root = await open(world, { ...modal, external_id: "one" });
        return push(world, root, { ...modal, external_id: "one" });
      },
      view_too_large: async (world) => push(world, await open(world), { ...modal, ...tooLarge }),
    },
  },
  "views.update": {
    async works(world) {
      const { web, slack } = world;
      const opened = await web.views.open({
        trigger_id: await world.newTrigger(),
        view: { ...modal, external_id: "one" },
      });
      const id = opened.view?.id ?? "";
      const hash = opened.view?.hash ?? "";

      const first = await web.views.update({ view_id: id, hash, view: { ...modal, external_id: "one" } });
      const second = await web.views.update({ external_id: "one", view: { ...modal, title: text("New") } });

      expect(first.view?.hash).not.toBe(hash);
      expect(second.view).toMatchObject({ id, title: text("New") });
      expect(slack.viewsFor("UOPERATOR").modals).toMatchObject([{ id, title: text("New") }]);
    },
    refuses: {
      not_found: ({ web }) => web.views.update({ view_id: "VNONE", view: modal }),
      hash_conflict: async (world) =>
        world.web.views.update({ view_id: await open(world), hash: "1.x", view: modal }),
      duplicate_external_id: async (world) => {
        await open(world, { ...modal, external_id: "one" });
        return world.web.views.update({ view_id: await open(world), view: { ...modal, external_id: "one" } });
      },
      view_too_large: async (world) =>
        world.web.views.update({ view_id: await open(world), view: { ...modal, ...tooLarge } }),
    },
  },
  "views.publish": {
    async works({ web, slack }) {
      const first = await web.views.publish({ user_id: "UADMIN", view: home });
      const second = await web.views.publish({
        user_id: "UADMIN",
        hash: first.view?.hash ?? "",
        view: { ...home, callback_id: "fleet" },
      });
      expect(second.view).toMatchObject({ id: first.view?.id, type: "home", callback_id: "fleet" });
      expect(slack.viewsFor("UADMIN").home).toMatchObject({ id: first.view?.id });
      expect(slack.viewsFor("UVIEWER").home).toBeNull();
    },
    refuses: {
      // Slack's documented answer for somebody who is not there.
      invalid_arguments: ({ web }) => web.views.publish({ user_id: "UNOBODY", view: home }),
      hash_conflict: async ({ web }) => {
        await web.views.publish({ user_id: "UADMIN", view: home });
        return web.views.publish({ user_id: "UADMIN", hash: "1.x", view: home });
      },
      duplicate_external_id: async ({ web }) => {
        await web.views.publish({ user_id: "UADMIN", view: { ...home, external_id: "one" } });
        return web.views.publish({ user_id: "UVIEWER", view: { ...home, external_id: "one" } });
      },
      view_too_large: ({ web }) => web.views.publish({ user_id: "UADMIN", view: { ...home, ...tooLarge } }),
    },
  },
};
