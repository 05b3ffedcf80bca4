/** Lines with a credential in them. None of these was ever valid. */

/** What it is, the line, what of it must not be seen, and what is seen instead. */
export type Leak = readonly [kind: string, line: string, hidden: string, masked: string];

const body = (length: number): string => "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7".repeat(9).slice(0, length);
const jwt = `eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJkZXZrZXkifQ.${body(43)}`;

const hidden = (kind: string, line: string, secret: string, prefix = ""): Leak => [
  kind,
  line,
  secret.slice(prefix.length),
  line.replace(secret, `${prefix}[masked]`),
];

export const LEAKS: readonly Leak[] = [
  hidden("a JSON web token", `joined with ${jwt} now`, jwt, "eyJ"),
  hidden("a bearer token", `-H "Authorization: Bearer ${body(32)}"`, body(32)),
  hidden("a bearer token without its header", `sent Bearer ${body(20)}, got 401`, body(20)),
  hidden("basic credentials", "authorization: Basic dXNlcjpodW50ZXIy", "dXNlcjpodW50ZXIy"),
  hidden("basic credentials alone", "using basic dXNlcjpodW50ZXIy", "dXNlcjpodW50ZXIy"),
  hidden("another scheme", `Authorization: Token ${body(40)}`, body(40)),
  hidden(
    "an OpenAI key",
    `Incorrect API key provided: sk-proj-${body(48)}.`,
    `sk-proj-${body(48)}`,
    "sk-proj-",
  ),
  hidden("a Stripe key", `using sk_live_${body(24)}`, `sk_live_${body(24)}`, "sk_live_"),
  hidden("a public key", `start with pk_${body(32)}`, `pk_${body(32)}`, "pk_"),
  hidden(
    "a Slack token",
    "slack says xoxb-123456789012-abcdefghijkl",
    "xoxb-123456789012-abcdefghijkl",
    "xoxb-",
  ),
  hidden("a GitHub token", `clone with ghp_${body(36)}`, `ghp_${body(36)}`, "ghp_"),
  hidden(
    "a fine-grained GitHub token",
    `github_pat_${body(40)} is bad`,
    `github_pat_${body(40)}`,
    "github_pat_",
  ),
  hidden("an AWS access key", "id AKIAIOSFODNN7EXAMPLE used", "AKIAIOSFODNN7EXAMPLE", "AKIA"),
  hidden("a Google key", `?id=AIza${body(35)}&x=1`, `AIza${body(35)}`, "AIza"),
  hidden("a Pipecat token", "PIPECAT: pcc_pat_0f9e8d7c", "pcc_pat_0f9e8d7c", "pcc_pat_"),
  hidden("a webhook secret", `whsec_${body(32)}=`, `whsec_${body(32)}=`, "whsec_"),
  hidden("a password in an address", "redis://voice:hunter2!@cache:6379/0", "hunter2!"),
  hidden("a key by its name", `DEEPGRAM_API_KEY=${body(12)} started`, body(12)),
  hidden("a key in JSON", `{"apiKey": "${body(12)}", "room": "a"}`, body(12)),
  hidden("a key in JSON in JSON", `{"m":"{\\"api_key\\":\\"${body(12)}\\"}"}`, body(12)),
  hidden("a key of a Python dict", `{'x-api-key': '${body(12)}'}`, body(12)),
  hidden("a bare key", `key=${body(32)}`, body(32)),
  hidden("a secret", "LIVEKIT_API_SECRET=devsecret url=ws://x", "devsecret"),
  hidden("a client secret", "clientSecret: hunter-two;", "hunter-two"),
  hidden("an AWS secret", `aws_secret_access_key = ${body(40)}`, body(40)),
  hidden("a password", "password=hunter2", "hunter2"),
  hidden("a quoted password", 'DB_PASSWORD="correct horse battery"', "correct horse battery"),
  hidden("a quoted password with other quotes in it", `password="it's \\" me", user`, `it's \\" me`),
  hidden("a password in a call", "connect(user='bot', passwd='hunter2')", "hunter2"),
  hidden("a passphrase", "passphrase => open sesame", "open"),
  hidden("a token by its name", "access_token=a1b2c3d4e5", "a1b2c3d4e5"),
  hidden("a token in an address", `wss://host/rtc?access_token=${jwt}&auto=1`, jwt, "eyJ"),
];

export const PEM: readonly string[] = [
  "-----BEGIN RSA PRIVATE KEY-----",
  `MIIEpAIBAAKCAQEA${body(48)}`,
  body(64),
  `${body(21)}==`,
  "-----END RSA PRIVATE KEY-----",
];
