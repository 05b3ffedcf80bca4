import { type Failure, isTransient, succeed } from "../../failure.ts";
import { SERVICE_NAMES } from "../../platforms/port.ts";
import { keyNames } from "../../platforms/project.ts";
import { type Check, renderDoctor } from "../../views/render-doctor.ts";
import { renderJson } from "../../views/render-json.ts";
import { answerWith, type CommandContext, type Handler } from "../command-context.ts";

/** What the features that exist now call for; see manifest.yml. */
export const NEEDED_SCOPES = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "usergroups:read",
  "users:read",
] as const;

/** `/agent doctor`: asks every neighbour once, with the credentials that are used every day. */
export const doctor: Handler<"agent.doctor"> = async ({ json }, context) => {
  const checks = await Promise.all([checkSlack(context), ...checkProjects(context)]);
  const all = [...checks, checkRoles(context)];
  return succeed(answerWith(json ? renderJson(all) : renderDoctor(all), context.asking));
};

async function checkSlack({ slack }: CommandContext): Promise<Check> {
  const subject = "Slack";
  const token = await slack.testToken();
  if (!token.ok)
    return failed(subject, token.failure, `set SLACK_BOT_TOKEN anew: ${putSecret("SLACK_BOT_TOKEN")}`);
  const missing = NEEDED_SCOPES.filter((scope) => !token.value.scopes.includes(scope));
  if (missing.length === 0 || token.value.scopes.length === 0)
    return { subject, state: "good", detail: "the bot token works", remedy: null };
  return {
    subject,
    state: "bad",
    detail: `the bot token lacks ${missing.map((scope) => `\`${scope}\``).join(", ")}`,
    remedy: "add the scopes under OAuth & Permissions and install the app again",
  };
}

function checkProjects({ deps }: CommandContext): Promise<Check>[] {
  return deps.openPlatforms().map(async (platform): Promise<Check> => {
    const subject = `${platform.project} on ${SERVICE_NAMES[platform.name]}`;
    const regions = await platform.listRegions();
    if (!regions.ok)
      return failed(
        subject,
        regions.failure,
        regions.failure.kind === "platform-unauthorized"
          ? `set its key anew: ${keyNames(platform.project, platform.name).map(putSecret).join(" and ")}`
          : "check the project's URL and keys in wrangler.toml and its secrets",
      );
    return {
      subject,
      state: "good",
      detail: `its key works; regions ${regions.value.map((region) => `\`${region}\``).join(", ")}`,
      remedy: null,
    };
  });
}

const putSecret = (name: string): string => `\`npx wrangler secret put ${name}\``;

function checkRoles({ roles }: CommandContext): Check {
  const subject = "Roles";
  const empty = Object.entries(roles).flatMap(([role, ids]) => (ids.length === 0 ? [role] : []));
  if (empty.length === 0)
    return { subject, state: "good", detail: "every role is given to somebody", remedy: null };
  const list = empty.map((role) => `\`${role}\``).join(", ");
  return {
    subject,
    state: "note",
    detail: `nobody is listed as ${list}`,
    remedy: "add ids under [vars.ROLES] in wrangler.toml",
  };
}

/** Who does not answer at the moment has not refused anything, and a set-up that works is best left alone. */
function failed(subject: string, failure: Failure, remedy: string): Check {
  const code = `\`${failure.kind}\``;
  if (!isTransient(failure)) return { subject, state: "bad", detail: `refused with ${code}`, remedy };
  const isAddressInDoubt = failure.kind === "platform-unavailable" && failure.cause === "network";
  return {
    subject,
    state: "bad",
    detail: `does not answer at the moment: ${code}`,
    remedy: `try again in a moment, and change nothing${
      isAddressInDoubt ? "; only if it stays so, check the project's URL in wrangler.toml" : ""
    }`,
  };
}
