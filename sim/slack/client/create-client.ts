import type { ClientContext, Outcome } from "./client-context.ts";
import { EventDeliveries } from "./event-deliveries.ts";
import { openHome } from "./open-home.ts";
import { type CommandInput, runCommand } from "./run-command.ts";
import { runShortcut, type ShortcutInput } from "./run-shortcut.ts";
import { type MessageInput, sendMessage } from "./send-message.ts";
import type { SignedRequestOptions } from "./sender.ts";
import {
  type ChooseInput,
  choose,
  type Offers,
  type PressInput,
  press,
  type SuggestInput,
  type Suggestions,
  suggest,
} from "./use-element.ts";
import { type CloseInput, closeView, type SubmitInput, submitView, type ViewOutcome } from "./use-view.ts";

/** What people do in Slack's own app. Every action answers when Slack has dealt with the app's answer. */
export interface SlackClient {
  runCommand(input: CommandInput): Promise<Outcome>;
  sendMessage(input: MessageInput): Promise<Outcome & { readonly ts: string }>;
  press(input: PressInput): Promise<Outcome>;
  choose(input: ChooseInput): Promise<Outcome>;
  suggest(input: SuggestInput): Promise<Suggestions>;
  runShortcut(input: ShortcutInput): Promise<Outcome>;
  /** Looks at the Home tab of the app. */
  openHome(user: string): Promise<void>;
  submitView(input: SubmitInput): Promise<ViewOutcome>;
  closeView(input: CloseInput): Promise<ViewOutcome>;
  /** Resolves when no event is being retried any more. */
  settled(): Promise<void>;
  /** A request as Slack would sign it, to be sent by hand. */
  signedRequest(options: SignedRequestOptions): Promise<Request>;
}

export function createClient(context: ClientContext, delay: (ms: number) => Promise<void>): SlackClient {
  const deliveries = new EventDeliveries(context.sender, delay);
  const offers: Offers = new Map();
  return {
    runCommand: (input) => runCommand(context, input),
    sendMessage: (input) => sendMessage(context, deliveries, input),
    press: (input) => press(context, input),
    choose: (input) => choose(context, offers, input),
    suggest: (input) => suggest(context, offers, input),
    runShortcut: (input) => runShortcut(context, input),
    openHome: (user) => openHome(context, deliveries, user),
    submitView: (input) => submitView(context, input),
    closeView: (input) => closeView(context, input),
    settled: () => deliveries.settled(),
    signedRequest: (options) => context.sender.signedRequest(options),
  };
}
