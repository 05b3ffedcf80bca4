/** A request as Slack signs it, made by hand: for what Slack itself would never send. */
export async function signedRequest(
  body: string,
  {
    contentType = "application/x-www-form-urlencoded",
    secret = "switchboard-local",
    atMs = Date.now(),
    headers = {},
  } = {},
): Promise<Request> {
  const timestamp = String(Math.floor(atMs / 1000));
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const digest = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`v0:${timestamp}:${body}`));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return new Request("https://bot.test/slack/events", {
    method: "POST",
    body,
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${hex}`,
      ...headers,
    },
  });
}

/** The form of a slash command. */
export const commandForm = (fields: Record<string, string>): string =>
  new URLSearchParams({
    command: "/agent",
    text: "help",
    user_id: "UOPERATOR",
    team_id: "TLOCAL",
    channel_id: "COPS",
    trigger_id: "1.2.3",
    response_url: "https://slack.test/commands/TLOCAL/x",
    ...fields,
  }).toString();
