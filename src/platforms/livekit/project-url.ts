import type { LiveKitProject } from "../project.ts";

/** The project's address for HTTP calls (dispatch, rooms), without a slash at the end: ws becomes http, wss https. */
export function projectUrl(project: Pick<LiveKitProject, "url">): string {
  return new URL(project.url.replace(/^ws/i, "http")).href.replace(/\/$/, "");
}
