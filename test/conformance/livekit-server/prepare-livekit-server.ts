import { join } from "node:path";
import { installOnce } from "../support/install-once.ts";
import { requireProgram } from "../support/run-program.ts";
import { requireToolchain } from "../support/toolchains.ts";

/** Of the open-source server. Some others have replace directives, with which nothing can be installed by version. */
const VERSION = "v1.13.5";

/** Builds the real LiveKit server, once, which takes minutes; gives the path of the program. Needs Go. */
export async function prepareLivekitServer(): Promise<string> {
  const directory = await installOnce("livekit-server", VERSION, async (target) => {
    const go = await requireToolchain("go");
    const module = `github.com/livekit/livekit-server/cmd/server@${VERSION}`;
    const env = { CGO_ENABLED: "0", GOBIN: target };
    await requireProgram(go, ["install", module], { env, timeoutMs: 850_000 });
  });
  return join(directory, "server");
}
