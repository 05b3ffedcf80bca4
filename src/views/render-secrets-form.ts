/** The form in which secrets are named, given values, and taken away. It opens without its fields, and gets them later. */
import type { InputBlock, ModalView } from "@slack/types";
import type { SecretName } from "../platforms/change.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { present, section } from "./blocks.ts";
import { boldText, codeText, plainText } from "./escape-text.ts";
import { LIMITS } from "./limits.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { SECRETS_FORM, type SecretsMetadata, valueField } from "./secrets-form.ts";
import { listWords } from "./word-lists.ts";

export interface SecretsForm {
  readonly metadata: SecretsMetadata;
  readonly agent: AgentIdentity;
  /** Secrets whose names are settled already. */
  readonly write: readonly SecretName[];
  /** What is there. */
  readonly names: readonly string[];
  /** What of it is to go, as far as that was said already. */
  readonly remove: readonly string[];
  readonly overwrite: boolean;
  /** Pipecat's secret set. */
  readonly set: string | null;
  /** false: names alone, since it has to be approved first. */
  readonly asksValues: boolean;
  readonly reason: "given" | "required" | "optional";
}

const NAMES_SHOWN = 30;
/** What Slack takes in one field. */
const FIELD_LENGTH = 3_000;
const TITLE = "Update secrets";

/** null when what has to come back with it is more than Slack carries. */
export function renderSecretsForm(form: SecretsForm): ModalView | null {
  const metadata = JSON.stringify(form.metadata);
  if (metadata.length > LIMITS.privateMetadata) return null;
  return {
    type: "modal",
    callback_id: SECRETS_FORM.callbackId,
    private_metadata: metadata,
    title: plain(TITLE, LIMITS.modalTitle),
    submit: plain(form.asksValues ? "Set" : "Ask for approval", LIMITS.modalTitle),
    close: plain("Cancel", LIMITS.modalTitle),
    blocks: [
      ...present([
        section(describePurpose(form)),
        ...fieldsFor(form),
        removeField(form),
        form.reason === "given" ? null : reasonField(form.reason),
      ]),
    ],
  };
}

/** Shown at once, because Slack opens a form only within 3 s: what it asks has to be looked up first. */
export const renderFormSkeleton = (): ModalView => notice(mrkdwn`One moment: looking up what is there …`);

/** In place of a form that is not needed, or not to be had. */
export const renderFormNotice = (text: Mrkdwn): ModalView => notice(text);

const notice = (text: Mrkdwn): ModalView => ({
  type: "modal",
  title: plain(TITLE, LIMITS.modalTitle),
  close: plain("Close", LIMITS.modalTitle),
  blocks: [section(text)],
});

function describePurpose({ agent, set, asksValues, overwrite, names }: SecretsForm): Mrkdwn {
  const whose = boldText(`${agent.project}/${agent.name}`);
  const where = set === null ? whose : mrkdwn`${whose}, in the set ${codeText(set)}`;
  const how = asksValues
    ? mrkdwn`Values go to the platform as soon as it is called, and are kept nowhere.`
    : mrkdwn`Names only for now: this takes an approval, and values are asked for after it, so that nobody keeps them meanwhile.`;
  const vanish =
    overwrite && names.length > 0
      ? mrkdwn`\n⚠️ *Overwriting*: all of these go, except what you set here: ${listWords(
          names.map((name) => codeText(name)),
          "and",
          NAMES_SHOWN,
        )}`
      : mrkdwn``;
  return mrkdwn`Secrets of ${where}. ${how}${vanish}`;
}

function fieldsFor({ write, asksValues, agent, metadata }: SecretsForm): (InputBlock | null)[] {
  if (write.length > 0) return asksValues ? write.map(fieldForValue) : [];
  const hasFiles = agent.platform === "livekit" && !metadata.isKnown;
  if (!asksValues) {
    return [
      textField(SECRETS_FORM.names, "Secrets to set, by name", { hint: "One per line.", multiline: true }),
      hasFiles
        ? textField(SECRETS_FORM.fileNames, "Secret files to set, by name", {
            hint: "One per line.",
            multiline: true,
          })
        : null,
    ];
  }
  return [
    textField(SECRETS_FORM.values, "Secrets to set", { hint: VALUES_HINT, multiline: true }),
    hasFiles ? textField(SECRETS_FORM.fileName, "A secret file to set, by name", { hint: FILE_HINT }) : null,
    hasFiles ? textField(SECRETS_FORM.fileText, "What the file contains", { multiline: true }) : null,
  ];
}

const VALUES_HINT =
  "NAME=value, one per line. White space and quotes around a value are taken off, as in an .env file. Slack takes 3,000 characters in a field. A value of several lines has a field of its own after --secret NAME.";
const FILE_HINT =
  "Slack takes 3,000 characters in a field. Set a larger file, up to 1 MiB, with lk agent update-secrets --secret-mount.";

function fieldForValue(secret: SecretName): InputBlock {
  const { name, kind } = secret;
  if (kind === "image-pull")
    return textField(valueField(secret), "User and token of the registry", {
      hint: "user:token",
      optional: false,
    });
  return textField(valueField(secret), name, {
    hint: kind === "file" ? `What the file contains. ${FILE_HINT}` : "White space around it is taken off.",
    multiline: true,
    optional: false,
  });
}

/** Slack offers at most 100 options of 75 characters; the rest goes by `--remove`. */
export const namesOffered = ({ names, write }: Pick<SecretsForm, "names" | "write">): readonly string[] =>
  write.some(({ kind }) => kind === "image-pull")
    ? []
    : names.filter((name) => name.length <= LIMITS.optionValue).slice(0, LIMITS.options);

function removeField(form: SecretsForm): InputBlock | null {
  const { overwrite, metadata, remove } = form;
  const options = namesOffered(form).map((name) => ({ text: plain(name, LIMITS.optionText), value: name }));
  if (options.length === 0 || overwrite || metadata.isKnown) return null;
  const chosen = options.filter(({ value }) => remove.includes(value));
  return {
    type: "input",
    block_id: SECRETS_FORM.remove,
    optional: true,
    label: plain("Secrets to remove", LIMITS.inputLabel),
    element: {
      type: "multi_static_select",
      action_id: SECRETS_FORM.input,
      placeholder: plain("None", LIMITS.placeholder),
      options,
      ...(chosen.length > 0 && { initial_options: chosen }),
    },
  };
}

const reasonField = (reason: "required" | "optional"): InputBlock =>
  textField(SECRETS_FORM.reason, "Why, for who approves and for the audit log", {
    optional: reason === "optional",
    length: LIMITS.formText,
  });

interface TextField {
  readonly hint?: string;
  readonly multiline?: boolean;
  readonly optional?: boolean;
  readonly length?: number;
}

function textField(blockId: string, label: string, options: TextField): InputBlock {
  const { hint, multiline = false, optional = true, length = FIELD_LENGTH } = options;
  return {
    type: "input",
    block_id: blockId,
    optional,
    label: plain(label, LIMITS.inputLabel),
    ...(hint !== undefined && { hint: plain(hint, LIMITS.inputLabel) }),
    element: {
      type: "plain_text_input",
      action_id: SECRETS_FORM.input,
      multiline,
      max_length: length,
    },
  };
}

function plain(text: string, limit: number): { type: "plain_text"; text: string } {
  return { type: "plain_text", text: plainText(text, limit) || "…" };
}
