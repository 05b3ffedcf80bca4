import { authMethods } from "./auth-methods.ts";
import { chatChangeMethods } from "./chat-change-methods.ts";
import { chatPostMethods } from "./chat-post-methods.ts";
import { conversationsMethods } from "./conversations-methods.ts";
import { filesMethods } from "./files-methods.ts";
import { historyMethods } from "./history-methods.ts";
import { peopleMethods } from "./people-methods.ts";
import { permalinkMethod } from "./permalink-method.ts";
import { viewsMethods } from "./views-methods.ts";
import type { WebMethod } from "./web-method.ts";

/** Every Web API method of this Slack, by name. */
export const methodTable: ReadonlyMap<string, WebMethod> = new Map(
  [
    ...authMethods,
    ...chatPostMethods,
    ...chatChangeMethods,
    ...conversationsMethods,
    ...filesMethods,
    ...historyMethods,
    ...peopleMethods,
    permalinkMethod,
    ...viewsMethods,
  ].map((method) => [method.name, method]),
);
