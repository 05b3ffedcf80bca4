/** The arguments of `npm run say --`. */
import { parseArgs } from "node:util";
import { DEFAULT_PORT_BASE } from "../world/local/local-ports.ts";

export interface SayArguments {
  /** At least one: first what is said, then the button that is pressed, then the form that is filled in. */
  readonly acts: readonly Act[];
  /** Who does it: an id, a handle or a name. */
  readonly as: string;
  /** Where: an id or a name. */
  readonly in: string;
  /** A thread by the `ts` of its first message, or "last" for that of the newest message; null: the channel. */
  readonly thread: string | null;
  /** Goes on until the card that comes of it is over. */
  readonly follow: boolean;
  readonly json: boolean;
  /** In a world of its own, even if a playground runs. */
  readonly fresh: boolean;
  readonly portBase: number;
}

/** One thing that a person does in the page. */
export type Act =
  /** A slash command or a message. */
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "press"; readonly label: string }
  | { readonly kind: "fill"; readonly fields: readonly FilledField[] };

/** A form's field by its label, and what goes into it. */
export interface FilledField {
  readonly label: string;
  readonly value: string;
}

export const SAY_USAGE = `Usage: npm run say -- "<text>" [--as operator] [--in voice-ops] [options]

  npm run say -- "/agent status"
  npm run say -- "@switchboard status" --as viewer
  npm run say -- "/agent rollback prod/support-line" --as operator
  npm run say -- --press Approve --as approver --follow

  --as        who: an id, handle or name (operator)
  --in        where: an id or name (voice-ops)
  --thread    in the thread of the message with this ts, or of the "last" one
  --press     presses the newest button with this label; it takes its question for answered with yes
  --fill      "Label=text" fills a field of the open form, and sends it; may be repeated; "=text" for the only field
  --follow    waits until the change or dispatch has come to its end
  --json      prints messages and forms as one JSON object; npm run --silent leaves npm's own lines out
  --fresh     in a world of its own, which is also what happens when no playground runs
  --port-base of the npm start that is meant (${DEFAULT_PORT_BASE})

Ends with 0 when there was an answer, 1 when there was none, 2 when this could not be done as asked.`;

/** Null: not understood, or there is nothing to do. */
export function parseSayArguments(words: readonly string[]): SayArguments | null {
  const parsed = readWords(words);
  if (!parsed) return null;
  const { values, positionals } = parsed;
  const portBase = Number(values["port-base"]);
  const text = positionals.join(" ").trim();
  const fields = values.fill.map(readField);
  if (!Number.isInteger(portBase)) return null;
  const acts: Act[] = [];
  if (text !== "") acts.push({ kind: "say", text });
  if (values.press !== undefined) acts.push({ kind: "press", label: values.press });
  if (fields.length > 0) acts.push({ kind: "fill", fields });
  if (acts.length === 0) return null;
  return {
    acts,
    as: values.as,
    in: values.in,
    thread: values.thread ?? null,
    follow: values.follow,
    json: values.json,
    fresh: values.fresh,
    portBase,
  };
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        as: { type: "string", default: "operator" },
        in: { type: "string", default: "voice-ops" },
        thread: { type: "string" },
        press: { type: "string" },
        fill: { type: "string", multiple: true, default: [] },
        follow: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        "port-base": { type: "string", default: String(DEFAULT_PORT_BASE) },
      },
    });
  } catch {
    return null;
  }
}

/** "Reason=callers hear = nothing": the label ends at the first sign; without one all of it goes into the only field. */
function readField(text: string): FilledField {
  const [, label, value] = /^([^=]*)=([\s\S]*)$/.exec(text) ?? ["", "", text];
  return { label: (label ?? "").trim(), value: value ?? "" };
}
