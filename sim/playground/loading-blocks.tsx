import { type ReactNode, Suspense } from "react";

/** Keeps the place of messages until there is what draws them. */
export function LoadingBlocks({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<p className="messages-area waiting">Loading …</p>}>{children}</Suspense>;
}
