/** Sends signed requests to the app and waits for its answer as long as Slack does: three seconds. */
import { signRequest } from "../sign-request.ts";

export const ANSWER_TIME_MS = 3_000;

export const FORM = "application/x-www-form-urlencoded";

export interface SenderOptions {
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  readonly deliver: (request: Request) => Promise<Response>;
  readonly requestUrl: string;
  readonly signingSecret: string;
}

export interface SignedRequestOptions {
  readonly body: string;
  readonly contentType: string;
  /** Seconds; the present when left out. */
  readonly timestamp?: number;
  /** Another secret than the app's, to see it refused. */
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came of a request. `error` is what Slack calls the failure; null when the app answered 2xx in time. */
export interface Delivery {
  readonly status: number | null;
  readonly body: string;
  readonly headers: Headers;
  readonly error: "operation_timeout" | "dispatch_failed" | null;
  /** The value that x-slack-retry-reason has for this failure. */
  readonly retryReason: "http_timeout" | "http_error" | "connection_failed" | null;
}

export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async signedRequest(options: SignedRequestOptions): Promise<Request> {
    const { requestUrl, signingSecret, now } = this.#options;
    const timestamp = options.timestamp ?? Math.floor(now() / 1_000);
    return new Request(requestUrl, {
      method: "POST",
      headers: {
        "content-type": options.contentType,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": String(timestamp),
        "x-slack-signature": await signRequest(options.secret ?? signingSecret, timestamp, options.body),
        ...options.headers,
      },
      body: options.body,
    });
  }

  async send(options: SignedRequestOptions): Promise<Delivery> {
    const request = await this.signedRequest(options);
    return await Promise.race([this.#ask(request), this.#timeOut()]);
  }

  async sendForm(fields: Readonly<Record<string, string>>): Promise<Delivery> {
    return await this.send({ body: new URLSearchParams(fields).toString(), contentType: FORM });
  }

  async #ask(request: Request): Promise<Delivery> {
    try {
      const response = await this.#options.deliver(request);
      const { status, headers } = response;
      const body = await response.text();
      return response.ok
        ? { status, headers, body, error: null, retryReason: null }
        : { status, headers, body, error: "dispatch_failed", retryReason: "http_error" };
    } catch {
      return {
        status: null,
        headers: new Headers(),
        body: "",
        error: "dispatch_failed",
        retryReason: "connection_failed",
      };
    }
  }

  async #timeOut(): Promise<Delivery> {
    await this.#options.delay(ANSWER_TIME_MS);
    return {
      status: null,
      headers: new Headers(),
      body: "",
      error: "operation_timeout",
      retryReason: "http_timeout",
    };
  }
}
