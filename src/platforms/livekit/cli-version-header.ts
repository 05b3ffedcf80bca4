/** Without this header the agents API answers 400 "livekit-cli version header is required". */
export const CLI_VERSION_HEADER = { "x-livekit-cli-version": "2.18.6" } as const;
