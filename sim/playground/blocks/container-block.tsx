import type { ReactNode } from "react";
import type { Container } from "./block-schemas.ts";

interface ContainerBlockProps {
  readonly container: Container;
  readonly children: ReactNode;
}

/** Blocks under one title, which may be folded up. */
export function ContainerBlock({ container, children }: ContainerBlockProps) {
  const { title, subtitle, is_collapsible: isCollapsible, default_collapsed: isFolded } = container;
  const head = (
    <>
      <strong>{title?.text ?? "Details"}</strong> {subtitle && <small>{subtitle.text}</small>}
    </>
  );
  if (!isCollapsible)
    return (
      <section className="container" aria-label={title?.text}>
        <p>{head}</p>
        {children}
      </section>
    );
  return (
    <details className="container" open={!isFolded}>
      <summary>{head}</summary>
      {children}
    </details>
  );
}
