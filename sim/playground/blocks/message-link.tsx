import type { ReactNode } from "react";
import { formatPlace, parsePermalink } from "../place-address.ts";
import { usePlace } from "../use-place.ts";

interface MessageLinkProps {
  readonly href: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A link in a message. One to a message of this workspace stays in this page, since Slack does not have it. */
export function MessageLink({ href, className, children }: MessageLinkProps) {
  const [{ user }] = usePlace();
  const place = parsePermalink(href, user);
  const target = place
    ? { href: formatPlace(place) }
    : { href, target: "_blank", rel: "noreferrer noopener" };
  return (
    <a className={className} {...target}>
      {children}
    </a>
  );
}
