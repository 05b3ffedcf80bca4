/** One acknowledgement, turned into the response to Slack. A second one is a mistake in a listener, and says so. */
import { ReceiverMultipleAckError } from "./bolt.cjs";

export type Ack = (answer?: unknown) => Promise<void>;

export class AckOnce {
  readonly response: Promise<Response>;
  #resolve: (response: Response) => void = () => {};
  #used = false;

  constructor() {
    this.response = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  readonly ack: Ack = async (answer) => {
    if (this.#used) throw new ReceiverMultipleAckError();
    this.#used = true;
    this.#resolve(toResponse(answer));
  };
}

function toResponse(answer: unknown): Response {
  if (answer === undefined || answer === null || answer === "") return new Response("");
  if (typeof answer === "string") return new Response(answer);
  return Response.json(answer);
}
