import { signToken } from "../exchange.ts";
import type { Conversation } from "../run-script.ts";

const LIST = { to: "AgentDispatchService/ListDispatch", body: { room: "tokens" } };
const ADMIN = { video: { roomAdmin: true, room: "tokens" } };

/** Who is let in, and in which words somebody is not. */
export async function askAboutTokens({ ask }: Conversation): Promise<void> {
  const askWith = async (name: string, authorization: string | null) =>
    await ask(`token: ${name}`, { ...LIST, authorization });
  const bearer = async (...parts: Parameters<typeof signToken>) => `Bearer ${await signToken(...parts)}`;

  await ask("token: room to ask about", {
    to: "AgentDispatchService/CreateDispatch",
    grants: ADMIN.video,
    body: { room: "tokens", agent_name: "nobody" },
  });
  await askWith("a good one", await bearer(ADMIN));
  await askWith("none", null);
  await askWith("another scheme", "Basic ZGV2a2V5OnNlY3JldA==");
  await askWith("scheme in small letters", (await bearer(ADMIN)).replace("Bearer", "bearer"));
  await askWith("scheme alone", "Bearer ");
  await askWith("no JWT", "Bearer abc");
  await askWith("three parts that are no JWT", "Bearer abcdefghijk.abc.abc");
  await askWith("unknown key", await bearer(ADMIN, { key: "otherkey" }));
  await askWith("key of nobody", await bearer(ADMIN, { key: "" }));
  await askWith("wrong secret", await bearer(ADMIN, { secret: "not-the-secret" }));
  await askWith("another algorithm", await bearer(ADMIN, { algorithm: "HS512" }));
  await askWith("expired", await bearer(ADMIN, { expiresS: -120 }));
  await askWith("expired within the leeway", await bearer(ADMIN, { expiresS: -30 }));
  await askWith("not valid yet", await bearer(ADMIN, { notBeforeS: 120, expiresS: 300 }));
  await askWith("not valid yet, within the leeway", await bearer(ADMIN, { notBeforeS: 30, expiresS: 300 }));
  await askWith("expired and wrong secret", await bearer(ADMIN, { secret: "x", expiresS: -120 }));
  await askWith("without an end", await bearer(ADMIN, { expiresS: null }));
  await askWith("without a beginning", await bearer(ADMIN, { notBeforeS: null }));
  await askWith("no grant", await bearer({}));
  await askWith("grant of the wrong type", await bearer({ video: { roomAdmin: "yes", room: "tokens" } }));
  await askWith("grants that are no object", await bearer({ video: true }));
  await askWith("grant of the agents API", await bearer({ agent: { admin: true } }));
  await askWith("grant of a worker", await bearer({ video: { agent: true } }));
  await askWith("room without the grant", await bearer({ video: { room: "tokens" } }));
  await askWith("grant without a room", await bearer({ video: { roomAdmin: true } }));
  await askWith("another room", await bearer({ video: { roomAdmin: true, room: "Tokens" } }));
  await ask("token: in the query", {
    ...LIST,
    to: `/twirp/livekit.${LIST.to}?access_token=${await signToken(ADMIN)}`,
    authorization: null,
  });
  await ask("token: bad one in the query", {
    ...LIST,
    to: `/twirp/livekit.${LIST.to}?access_token=abc`,
    authorization: null,
  });
  await ask("token: header goes before the query", {
    ...LIST,
    to: `/twirp/livekit.${LIST.to}?access_token=${await signToken(ADMIN)}`,
    authorization: "Bearer abc",
  });
}
