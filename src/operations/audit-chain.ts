/**
 * The chain that makes the audit log provable: every entry's hash covers the hash before it. Whoever changes, removes or
 * puts in an entry has to rewrite all that follow, and whoever noted down a later hash sees it. See docs/audit.md.
 */

/** SHA-256 of a text in UTF-8, in hex. */
export type Sha256 = (text: string) => string;

/** An entry as it is stored. */
export interface AuditLink {
  /** From 1 up, without gaps. */
  readonly sequence: number;
  readonly key: string;
  readonly text: string;
  readonly hash: string;
}

/** How far the chain reaches: how many entries, and the hash of the last. */
export interface ChainEnd {
  readonly count: number;
  readonly hash: string;
}

/** Before the first entry. */
export const CHAIN_START: ChainEnd = { count: 0, hash: "" };

/** The hash of the entry that comes after `previous`. */
export const hashLink = (
  previous: string,
  { key, text }: Pick<AuditLink, "key" | "text">,
  sha256: Sha256,
): string => sha256(`${previous}\n${key}\n${text}`);

export type ChainCheck =
  | { readonly intact: true; readonly end: ChainEnd }
  /** `brokenAt`: the first entry that is not what it was, or not there. */
  | { readonly intact: false; readonly brokenAt: number };

/** Follows the chain from `start` over the links that come next. */
export function followChain(start: ChainEnd, links: Iterable<AuditLink>, sha256: Sha256): ChainCheck {
  let end = start;
  for (const link of links) {
    const sequence = end.count + 1;
    if (link.sequence !== sequence) return { intact: false, brokenAt: Math.min(link.sequence, sequence) };
    if (link.hash !== hashLink(end.hash, link, sha256)) return { intact: false, brokenAt: sequence };
    end = { count: sequence, hash: link.hash };
  }
  return { intact: true, end };
}

/** Compares where the chain was found to end with where it was last written down to end. */
export function compareEnd(found: ChainEnd, written: ChainEnd): ChainCheck {
  if (found.count !== written.count)
    return { intact: false, brokenAt: Math.min(found.count, written.count) + 1 };
  return found.hash === written.hash
    ? { intact: true, end: found }
    : { intact: false, brokenAt: found.count };
}
