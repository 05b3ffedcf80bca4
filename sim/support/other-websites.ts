/**
 * Whether a browser sends this on behalf of another website. Programs send no `Origin`; what a browser sends to another
 * address has one, or says by `Sec-Fetch-Site` who asks (w3.org/TR/fetch-metadata).
 */
export function isOfAnotherWebsite({ url, headers }: Request): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin !== null && hostOf(origin) !== new URL(url).host) return true;
  return site !== null && site !== "same-origin" && site !== "none";
}

/** Of an origin as browsers write it; "null" and what is none have none. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
