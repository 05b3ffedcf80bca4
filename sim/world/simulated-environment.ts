/** The Worker's environment in the simulated world: what docs, tests, benchmarks and the playground all use. */

export interface WorldAddresses {
  /** Slack's Web API is below `/api/`. */
  readonly slack: string;
  readonly livekit: string;
  /** Without `/v1`. */
  readonly pipecat: string;
  readonly github: string;
}

/** Where `npm start` serves the world. */
export const LOCAL_ADDRESSES: WorldAddresses = {
  slack: "http://localhost:8791",
  livekit: "http://localhost:8792",
  pipecat: "http://localhost:8793",
  github: "http://localhost:8794",
};

/** What the bot calls the organization in the simulated Pipecat Cloud. */
export const SIMULATED_PIPECAT_PROJECT = "voice";

/** Names and values of `vars` and secrets; each may be replaced by a real one. */
export function simulatedEnvironment({ slack, livekit, pipecat, github }: WorldAddresses) {
  return {
    SLACK_SIGNING_SECRET: "switchboard-local",
    SLACK_BOT_TOKEN: "xoxb-local",
    SLACK_API_URL: `${slack}/api/`,
    PROD_LIVEKIT_API_KEY: "devkey",
    PROD_LIVEKIT_API_SECRET: "secret",
    STAGING_LIVEKIT_API_KEY: "stagingkey",
    STAGING_LIVEKIT_API_SECRET: "secret-staging",
    VOICE_PIPECAT_API_KEY: "sk_local",
    GITHUB_API_URL: github,
    PROD_GITHUB_TOKEN: "github_pat_prod_local",
    STAGING_GITHUB_TOKEN: "github_pat_prod_local",
    GITHUB_TOKEN: "github_pat_local",
    PROJECTS: {
      prod: {
        platform: "livekit",
        url: livekit,
        sources: {
          "support-line": { repository: "acme/support-line" },
          "order-desk": { repository: "acme/support-line" },
          "night-desk": { repository: "acme/night-desk", workflow: "deploy.yml" },
        },
      },
      staging: {
        platform: "livekit",
        url: livekit,
        sources: { "support-line": { repository: "acme/support-line" } },
      },
      [SIMULATED_PIPECAT_PROJECT]: {
        platform: "pipecat",
        url: `${pipecat}/v1`,
        sources: { "voice-starter": { repository: "acme/voice-starter", workflow: "deploy.yml" } },
      },
    },
    ROLES: { admin: ["UADMIN"], approver: ["SONCALL"], operator: ["UOPERATOR"], viewer: ["*"] },
    POLICY: {
      break_glass: ["UADMIN", "UOPERATOR"],
      on_call: "SONCALL",
      rules: {
        prod: {
          default: { approvers: ["SONCALL"], approvals: 1 },
          delete: {
            approvers: ["SONCALL", "SLEADS"],
            approvals: 2,
            from_each: ["SONCALL", "SLEADS"],
            reason: true,
          },
        },
        staging: { default: { approvals: 0 }, deploy: { approvals: 0, auto_rollback_seconds: 60 } },
        voice: {
          default: { approvers: ["SONCALL"], approvals: 1 },
          deploy: { approvers: ["SONCALL"], approvals: 1, auto_rollback_seconds: 120 },
        },
      },
    },
  };
}
