/**
 * What gives a credential away by its look, whatever stands before it. The first group of a pattern stays: it names the
 * kind and is the same for everybody's. A pattern begins where a word begins and needs no second look at what it has
 * passed, so a line takes time in proportion to its length.
 */
export interface SecretShape {
  /** What it is, for the table of the tests. */
  readonly kind: string;
  readonly pattern: RegExp;
}

export const SECRET_SHAPES: readonly SecretShape[] = [
  { kind: "JSON web token", pattern: /(?<![\w-])(eyJ)[\w-]{5,}\.[\w-]{2,}(?:\.[\w-]*)*/g },
  // OpenAI, Anthropic, Stripe, ElevenLabs, Cartesia, Pipecat Cloud. Words with a hyphen ("sk-learn") have no digit.
  {
    kind: "API key",
    pattern: /(?<![A-Za-z0-9])([spr]k[-_](?:live_|test_|proj-|ant-|or-)?)(?=[\w-]{0,80}\d)[\w-]{16,}/g,
  },
  { kind: "Slack token", pattern: /(?<![A-Za-z0-9])(xox[a-z]-|xapp-)[\w-]{10,}/g },
  { kind: "GitHub token", pattern: /(?<![A-Za-z0-9])(gh[opsur]_|github_pat_)\w{20,}/g },
  { kind: "GitLab token", pattern: /(?<![A-Za-z0-9])(glpat-)[\w-]{16,}/g },
  { kind: "AWS access key", pattern: /(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  { kind: "Google API key", pattern: /(?<![A-Za-z0-9])(AIza)[\w-]{30,}/g },
  { kind: "Pipecat access token", pattern: /(?<![A-Za-z0-9])(pcc_pat_)[\w-]{6,}/g },
  { kind: "Hugging Face token", pattern: /(?<![A-Za-z0-9])(hf_)[A-Za-z0-9]{30,}/g },
  { kind: "webhook secret", pattern: /(?<![A-Za-z0-9])(whsec_)[A-Za-z0-9+/=]{16,}/g },
  {
    kind: "password in an address",
    pattern:
      /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"'<>]{0,200}:)(?!\[masked\])[^\s/@"'<>]{1,1000}(?=@)/gi,
  },
];
