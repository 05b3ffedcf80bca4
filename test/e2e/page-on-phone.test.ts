import { PHONE } from "../support/browser/size.ts";
import { tellStories } from "./tell-stories.ts";

tellStories(PHONE);
