import { DESKTOP } from "../support/browser/size.ts";
import { tellStories } from "./tell-stories.ts";

tellStories(DESKTOP);
