import { NotShown } from "../blocks/not-shown.tsx";
import { useWorkspace } from "../workspace-context.ts";
import { type AnyElement, elementSchema } from "./element-schemas.ts";
import { readField } from "./fields/read-field.ts";
import { LiveButton } from "./live-button.tsx";
import { LiveField } from "./live-field.tsx";
import { OverflowMenu } from "./overflow-menu.tsx";

interface LiveElementProps {
  readonly blockId: string;
  readonly element: AnyElement;
}

/** An element that does something. One that this page does not have says so instead of lying dead. */
export function LiveElement({ blockId, element }: LiveElementProps) {
  const workspace = useWorkspace();
  const { data: acting } = elementSchema.safeParse(element);
  if (acting?.type === "button") return <LiveButton blockId={blockId} element={acting} />;
  if (acting?.type === "overflow") return <OverflowMenu blockId={blockId} element={acting} />;
  if (element.type === "image") return <NotShown type="image" text={String(element.alt_text ?? "")} />;
  const field = readField(element, workspace);
  return field ? <LiveField blockId={blockId} field={field} /> : <NotShown type={element.type} />;
}
