import { LogLevel, WebClient } from "@slack/web-api";
import type { SlackSettings } from "../config.ts";

/** Slack's own client, made at the first use: it is large to build, and most requests never call Slack. */
export type OpenWebClient = () => WebClient;

export function openWebClient(
  { botToken, apiUrl }: SlackSettings,
  fetch: typeof globalThis.fetch,
): OpenWebClient {
  let client: WebClient | null = null;
  return () => {
    client ??= new WebClient(botToken, {
      slackApiUrl: apiUrl,
      allowAbsoluteUrls: false,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      // It asks for `redirect: "error"`, which Workers do not know; a redirect is no 200, so it fails all the same.
      fetch: (url, init) => fetch(url, { ...init, redirect: "manual" }),
      logger: SILENT,
    });
    return client;
  };
}

/** It would log whole requests; ours logs method and code where the failure is handled. */
const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
