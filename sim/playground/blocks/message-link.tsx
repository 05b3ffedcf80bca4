import type { ReactNode } from "react";
import { parsePermalink } from "../place-address.ts";
import { useAddress, useHref } from "../use-address.ts";

interface MessageLinkProps {
  readonly href: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A link in a message. One to a message of this workspace stays in this page, since Slack does not have it. */
export function MessageLink({ href, className, children }: MessageLinkProps) {
  const [{ place: here }] = useAddress();
  const toHref = useHref();
  const place = parsePermalink(href, here.user);
  const target = place ? { href: toHref(place) } : { href, target: "_blank", rel: "noreferrer noopener" };
  return (
    <a className={className} {...target}>
      {children}
    </a>
  );
}
