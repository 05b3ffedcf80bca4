import { codeText } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

export interface VerbWords {
  /** "roll back", before the agent's name. */
  readonly act: Mrkdwn;
  /** "rolling back", before the agent's name. */
  readonly acting: Mrkdwn;
  /** "rolled back", as in "was rolled back". */
  readonly done: Mrkdwn;
  /** "rollback", as in "the rollback of". */
  readonly noun: Mrkdwn;
}

const WORDS: ReadonlyMap<string, VerbWords> = new Map([
  ["rollback", words(mrkdwn`roll back`, mrkdwn`rolling back`, mrkdwn`rolled back`, mrkdwn`rollback`)],
  ["restart", words(mrkdwn`restart`, mrkdwn`restarting`, mrkdwn`restarted`, mrkdwn`restart`)],
  ["deploy", words(mrkdwn`deploy`, mrkdwn`deploying`, mrkdwn`deployed`, mrkdwn`deployment`)],
  ["scale", words(mrkdwn`scale`, mrkdwn`scaling`, mrkdwn`scaled`, mrkdwn`scaling`)],
  ["promote", words(mrkdwn`promote`, mrkdwn`promoting`, mrkdwn`promoted`, mrkdwn`promotion`)],
  ["create", words(mrkdwn`create`, mrkdwn`creating`, mrkdwn`created`, mrkdwn`creation`)],
  [
    "update-secrets",
    words(
      mrkdwn`update the secrets of`,
      mrkdwn`updating the secrets of`,
      mrkdwn`updated`,
      mrkdwn`secrets update`,
    ),
  ],
  ["delete", words(mrkdwn`delete`, mrkdwn`deleting`, mrkdwn`deleted`, mrkdwn`deletion`)],
  ["stop", words(mrkdwn`stop`, mrkdwn`stopping`, mrkdwn`stopped`, mrkdwn`stop`)],
]);

/** The forms in which a verb is spoken; small letters. */
export function verbWords(verb: string): VerbWords {
  const code = codeText(verb);
  return (
    WORDS.get(verb) ??
    words(mrkdwn`${code}`, mrkdwn`doing ${code} on`, mrkdwn`changed (${code})`, mrkdwn`${code}`)
  );
}

function words(act: Mrkdwn, acting: Mrkdwn, done: Mrkdwn, noun: Mrkdwn): VerbWords {
  return { act, acting, done, noun };
}
