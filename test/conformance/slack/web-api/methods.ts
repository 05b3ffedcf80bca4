import { chatMethods } from "./chat-methods.ts";
import { conversationsMethods } from "./conversations-methods.ts";
import { filesMethods } from "./files-methods.ts";
import type { MethodConformances } from "./method-conformance.ts";
import { peopleMethods } from "./people-methods.ts";
import { viewsMethods } from "./views-methods.ts";

/** Every method that the official client is tried with. */
export const METHODS: MethodConformances = {
  ...chatMethods,
  ...conversationsMethods,
  ...filesMethods,
  ...peopleMethods,
  ...viewsMethods,
};
