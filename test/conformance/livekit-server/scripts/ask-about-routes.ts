import type { Conversation } from "../run-script.ts";

const LIST = { to: "AgentDispatchService/ListDispatch", grants: { roomAdmin: true, room: "routes" } };

/** What is no good request: paths, verbs, content types, bodies. */
export async function askAboutRoutes({ ask }: Conversation): Promise<void> {
  await ask("route: room to ask about", {
    to: "AgentDispatchService/CreateDispatch",
    grants: LIST.grants,
    body: { room: "routes", agent_name: "nobody" },
  });
  const body = { room: "routes" };
  await ask("route: GET", { ...LIST, verb: "GET" });
  await ask("route: PUT", { ...LIST, verb: "PUT", body });
  await ask("route: unknown method", { ...LIST, to: "AgentDispatchService/Explode" });
  await ask("route: unknown service", { ...LIST, to: "Nonsense/Explode" });
  await ask("route: service alone", { ...LIST, to: "AgentDispatchService" });
  await ask("route: slash at the end", { ...LIST, to: "AgentDispatchService/ListDispatch/", body });
  await ask("route: two slashes at the beginning", {
    ...LIST,
    to: "//twirp/livekit.AgentDispatchService/ListDispatch",
    body,
  });
  await ask("route: snake_case method", { ...LIST, to: "AgentDispatchService/list_dispatch", body });
  await ask("route: root", { ...LIST, to: "/", verb: "GET" });
  await ask("route: root by POST", { ...LIST, to: "/" });
  await ask("route: unknown path", { ...LIST, to: "/nothing/here", verb: "GET" });
  await ask("route: unknown method without a token", {
    to: "AgentDispatchService/Explode",
    authorization: null,
  });

  const withType = (contentType: string) => ({ ...LIST, body, headers: { "content-type": contentType } });
  await ask("type: with a charset", withType("application/json; charset=utf-8"));
  await ask("type: in capitals", withType("Application/JSON"));
  await ask("type: text", withType("text/plain"));
  await ask("type: text with a charset", withType("text/plain; charset=utf-8"));
  await ask("type: none", withType(""));
  await ask("type: form", withType("application/x-www-form-urlencoded"));

  await ask("body: empty", { ...LIST, body: "" });
  await ask("body: no JSON", { ...LIST, body: "{" });
  await ask("body: list", { ...LIST, body: "[]" });
  await ask("body: null", { ...LIST, body: "null" });
  await ask("body: text", { ...LIST, body: '"room"' });
  await ask("body: something behind it", { ...LIST, body: '{"room":"routes"} {}' });
  await ask("body: a name twice", { ...LIST, body: '{"room":"x","room":"routes"}' });
  await ask("body: no JSON without a token", { ...LIST, authorization: null, body: "{" });
  await ask("body: too large", {
    ...LIST,
    body: JSON.stringify({ ...body, x: "x".repeat(11 * 1024 * 1024) }),
  });
}
