/** One letter at one door: the answer, and what was done. */
import { request as openRequest } from "node:http";
import { vi } from "vitest";
import type { Door } from "./door.ts";
import { type DoorWorld, openDoorWorld } from "./door-world.ts";
import { type Letter, type SealedLetter, sealLetter } from "./letter.ts";
import { type WrittenLetter, writeLetter } from "./write-letter.ts";

export interface Answer {
  readonly status: number;
  /** The media type alone; null where there is no body, and it means nothing. */
  readonly mediaType: string | null;
  readonly body: string;
}

export interface Exchange extends Answer {
  readonly effects: readonly string[];
  /** Sorted, because several are asked at once. */
  readonly questions: readonly string[];
}

/** Time goes on in steps of this, and only when nothing else has for a while. */
const STEP_MS = 100;
const QUIET_TURNS = 20;
/** Of the real clock, for a door that never answers. */
const PATIENCE_MS = 10_000;
const realNow = performance.now.bind(performance);

/** The clock has to be a false one, which stands still; it is put back, so every exchange begins at the same moment. */
export async function exchangeLetter(
  letter: Letter,
  openDoor: (world: DoorWorld) => Promise<Door>,
): Promise<Exchange> {
  const startMs = Date.now();
  const written = await writeLetter(letter.scene, () => startMs);
  const world = openDoorWorld(written.workspace, () => Date.now(), letter.platformLatencyMs);
  const network = vi
    .spyOn(globalThis, "fetch")
    .mockImplementation((input, init) => world.fetch(new Request(input, init)));
  const door = await openDoor(world);
  try {
    const sealed = sealLetter(letter, written, startMs);
    let answer = await deliver(letter, sealed, door, world);
    if (letter.envelope.sequel !== "nothing") {
      vi.advanceTimersByTime(1_000);
      const again = letter.envelope.sequel === "told again" ? tellAgain(letter, written) : sealed;
      answer = await deliver(letter, again, door, world);
    }
    const { effects, questions } = world;
    return { ...answer, effects: [...effects], questions: questions.toSorted() };
  } finally {
    await door.close();
    network.mockRestore();
    vi.clearAllTimers();
    vi.setSystemTime(startMs);
  }
}

function tellAgain(letter: Letter, written: WrittenLetter): SealedLetter {
  const envelope = { ...letter.envelope, retry: { num: "1", reason: "http_timeout" } };
  return sealLetter({ ...letter, envelope }, written, Date.now());
}

/** Sends it, lets time go on while the door waits for nothing else, and stays until all work is done. */
async function deliver(letter: Letter, sealed: SealedLetter, door: Door, world: DoorWorld): Promise<Answer> {
  let answer: Answer | null = null;
  const sent = send(letter, sealed, door.port).then((received) => {
    answer = received;
    world.release();
    return received;
  });
  const giveUpAt = realNow() + PATIENCE_MS;
  for (let quiet = 0; answer === null || door.underWay() > 0; quiet += 1) {
    const known = world.effects.length + world.questions.length;
    await new Promise((resolve) => setImmediate(resolve));
    if (world.effects.length + world.questions.length > known) quiet = 0;
    const needsTime = world.isWaiting() || (answer === null && door.waitsForItsClock());
    if (needsTime && quiet > QUIET_TURNS) await vi.advanceTimersByTimeAsync(STEP_MS);
    if (realNow() > giveUpAt) throw new Error(`no answer, or no end of the work: ${JSON.stringify(letter)}`);
  }
  return await sent;
}

async function send({ envelope }: Letter, { headers, body }: SealedLetter, port: number): Promise<Answer> {
  const length = envelope.isChunked
    ? ["transfer-encoding", "chunked"]
    : ["content-length", String(body.length)];
  return await new Promise((resolve, reject) => {
    const request = openRequest(
      {
        host: "127.0.0.1",
        port,
        method: envelope.method,
        path: envelope.path,
        agent: false,
        headers: ["host", "bot.test", "connection", "close", ...length, ...headers.flat()],
      },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.once("error", reject);
        response.once("end", () => {
          const text = Buffer.concat(pieces).toString("utf8");
          const mediaType = response.headers["content-type"]?.split(";")[0] ?? "";
          resolve({
            status: response.statusCode ?? 0,
            body: text,
            mediaType: text === "" ? null : mediaType,
          });
        });
      },
    );
    request.once("error", reject);
    request.end(body);
  });
}
