/** What of GitHub's REST API the simulator has. Any other route answers 501, so that a call to one is noticed. */
export interface CoveredRoute {
  /** As the app has it: "GET /repos/:owner/:repo". */
  readonly route: string;
  readonly support: "supported" | "partial";
  readonly note: string;
}

const below = (route: string): string => `/repos/:owner/:repo${route}`;

export const COVERAGE: readonly CoveredRoute[] = [
  {
    route: `GET ${below("")}`,
    support: "partial",
    note: "the name, whether it is private, the default branch",
  },
  {
    route: `GET ${below("/branches/:branch{.+}")}`,
    support: "partial",
    note: "the name and its commit; a renamed branch leads nowhere",
  },
  {
    route: `GET ${below("/commits/:ref{.+}")}`,
    support: "partial",
    note: "by branch, tag, id or its beginning; without parents and files",
  },
  {
    route: `GET ${below("/contents/:path{.+}")}`,
    support: "partial",
    note: "files in the raw media type, links followed; folders by name",
  },
  {
    route: `GET ${below("/tarball/:ref{.+}")}`,
    support: "supported",
    note: "302 to codeload, signed for five minutes where the repository is private",
  },
  {
    route: "GET /:owner/:repo/legacy.tar.gz/:sha",
    support: "supported",
    note: "as git archive writes it; on the host of the API, unless it is told otherwise; no export-ignore, no LFS",
  },
  {
    route: `POST ${below("/actions/workflows/:workflow/dispatches")}`,
    support: "partial",
    note: "by file name; inputs are checked for being known and there; 204, or 200 with the run's id on request",
  },
  {
    route: `GET ${below("/actions/workflows/:workflow/runs")}`,
    support: "partial",
    note: "filters event and created>=; one page; a run is listed after two seconds",
  },
  { route: `GET ${below("/actions/runs/:run")}`, support: "partial", note: "one attempt; nobody cancels it" },
  {
    route: `GET ${below("/actions/runs/:run/jobs")}`,
    support: "partial",
    note: "one job after the other, each step eight seconds",
  },
];
