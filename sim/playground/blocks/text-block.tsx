import type { Text } from "./block-schemas.ts";
import { parseMrkdwn, parsePlainText } from "./parse-mrkdwn.ts";
import { StillBlock } from "./still-block.tsx";

/** A text object. */
export function TextBlock({ text }: { readonly text: Text }) {
  return <StillBlock block={text.type === "mrkdwn" ? parseMrkdwn(text.text) : parsePlainText(text.text)} />;
}
