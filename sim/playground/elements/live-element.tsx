import { type AnyElement, elementSchema } from "./element-schemas.ts";
import { ExternalSelectMenu } from "./external-select-menu.tsx";
import { LiveButton } from "./live-button.tsx";
import { OverflowMenu } from "./overflow-menu.tsx";
import { StaticSelectMenu } from "./static-select-menu.tsx";

interface LiveElementProps {
  readonly blockId: string;
  readonly element: AnyElement;
}

/** An element that does something. One that this page does not have says so instead of lying dead. */
export function LiveElement({ blockId, element }: LiveElementProps) {
  const parsed = elementSchema.safeParse(element);
  if (!parsed.success) return <span className="unsupported">{element.type}: not in this page yet</span>;
  switch (parsed.data.type) {
    case "button":
      return <LiveButton blockId={blockId} element={parsed.data} />;
    case "overflow":
      return <OverflowMenu blockId={blockId} element={parsed.data} />;
    case "static_select":
      return <StaticSelectMenu blockId={blockId} element={parsed.data} />;
    case "external_select":
      return <ExternalSelectMenu blockId={blockId} element={parsed.data} />;
  }
}
