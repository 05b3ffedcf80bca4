/** What we read of Slack's payloads, and nothing else. Sources: docs.slack.dev/interactivity and /reference/events. */
import * as z from "zod/mini";
import type { Actor } from "../commands/authorize.ts";

const teamSchema = z.nullish(z.object({ id: z.string() }));
const userSchema = z.object({ id: z.string(), team_id: z.nullish(z.string()) });

const actionSchema = z.object({
  action_id: z.string(),
  value: z.nullish(z.string()),
  url: z.nullish(z.string()),
  selected_option: z.nullish(z.object({ value: z.string() })),
});

export const blockActionsSchema = z.object({
  user: userSchema,
  team: teamSchema,
  channel: z.nullish(z.object({ id: z.string() })),
  trigger_id: z.nullish(z.string()),
  container: z.nullish(
    z.object({
      message_ts: z.nullish(z.string()),
      is_ephemeral: z.nullish(z.boolean()),
      thread_ts: z.nullish(z.string()),
    }),
  ),
  /** Not there for messages that one person sees. */
  message: z.nullish(z.object({ text: z.nullish(z.string()) })),
  response_url: z.nullish(z.url()),
  actions: z.array(actionSchema).check(z.minLength(1)),
});

export type BlockActions = z.infer<typeof blockActionsSchema>;

/** What `openForm` put into the form; it comes back through Slack, signed. */
export const formMetadataSchema = z.object({
  command: z.string(),
  channelId: z.string(),
  threadTs: z.nullable(z.string()),
});

/** What Slack sends with a form, whatever its fields are. */
const submissionOf = <Values extends z.ZodMiniType>(values: Values) =>
  z.object({
    user: userSchema,
    team: teamSchema,
    trigger_id: z.nullish(z.string()),
    view: z.object({ id: z.string(), private_metadata: z.string(), state: z.object({ values }) }),
  });

export const formSchema = submissionOf(
  z.object({ text: z.object({ text: z.object({ value: z.nullish(z.string()) }) }) }),
);
export type FormSubmission = z.infer<typeof formSchema>;

/** The form for secrets. `values`: by block id, then by the one element that each has. */
export const secretsFormSchema = submissionOf(
  z.record(
    z.string(),
    z.object({
      input: z.object({
        value: z.nullish(z.string()),
        selected_options: z.nullish(z.array(z.object({ value: z.string() }))),
      }),
    }),
  ),
);
export type SecretsSubmission = z.infer<typeof secretsFormSchema>;

export const blockSuggestionSchema = z.object({
  user: userSchema,
  team: teamSchema,
  channel: z.nullish(z.object({ id: z.string() })),
  action_id: z.string(),
  value: z._default(z.string(), ""),
});

export const mentionSchema = z.object({
  team_id: z.string(),
  event_id: z.string(),
  is_ext_shared_channel: z.nullish(z.boolean()),
  authorizations: z.nullish(z.array(z.object({ user_id: z.nullish(z.string()) }))),
  event: z.object({
    user: z.string(),
    text: z.string(),
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.nullish(z.string()),
    team: z.nullish(z.string()),
    user_team: z.nullish(z.string()),
    // Present on what is no person's own new message: bots, edits, joins, broadcasts. All of it is ignored.
    subtype: z.nullish(z.never()),
    bot_id: z.nullish(z.never()),
    edited: z.nullish(z.never()),
  }),
});

export type Mention = z.infer<typeof mentionSchema>;

/** Who pressed or typed, in an interaction: a person of another workspace carries their own team's id. */
export function actorOf({
  user,
  team,
}: {
  user: z.infer<typeof userSchema>;
  team?: z.infer<typeof teamSchema>;
}): Actor {
  const teamId = team?.id ?? user.team_id ?? "";
  return { userId: user.id, teamId, homeTeamId: user.team_id ?? teamId };
}
