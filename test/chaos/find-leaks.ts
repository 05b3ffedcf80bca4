import { readFileSync } from "node:fs";
import { simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import type { LocalBot } from "../support/local-bot.ts";
import { storageFiles } from "./read-storage.ts";

const ADDRESSES = { slack: "", livekit: "", pipecat: "", github: "" };
/** "secret" alone is a word like any other. */
const SHORTEST = 8;
/** Wrangler lists at its start what a Worker is configured with. */
const LISTING = /^env\./;

/** Where a credential stands that must stand nowhere: in a log line, a stored row, or what Slack was sent. */
export function findLeaks({ files, world }: LocalBot): string[] {
  const secrets = Object.entries(simulatedEnvironment(ADDRESSES)).flatMap(([name, value]) =>
    /SECRET|TOKEN|KEY/.test(name) && typeof value === "string" && value.length >= SHORTEST
      ? [{ name, forms: [value, Buffer.from(value).toString("base64"), encodeURIComponent(value)] }]
      : [],
  );
  const log = readFileSync(files.log, "utf8");
  const places = [
    {
      place: "the log",
      text: log
        .split("\n")
        .filter((line) => !LISTING.test(line))
        .join("\n"),
    },
    { place: "Slack", text: JSON.stringify(world.slack.snapshot().messages) },
    ...storageFiles(files.storage).map((file) => ({ place: file, text: readFileSync(file, "latin1") })),
  ];
  return secrets.flatMap(({ name, forms }) =>
    places
      .filter(({ text }) => forms.some((form) => text.includes(form)))
      .map(({ place }) => `the value of ${name} stands in ${place}`),
  );
}
