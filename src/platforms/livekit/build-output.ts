/** Of one line; more than is ever shown of one, so that what is masked in it is masked whole. */
const LINE_KEPT = 16 * 1024;
/** Enough for the lines that are shown, or for one of the longest beside others. */
const OUTPUT_KEPT = 2 * LINE_KEPT;
/** A builder runs a few steps at once; what more of them would write is left out. */
const STREAMS_OPEN = 100;

interface Unfinished {
  readonly vertex: string;
  readonly decoder: TextDecoder;
  line: string;
}

/**
 * The newest output of a build, whole lines only. BuildKit runs steps side by side and gives what each writes in pieces that are
 * not cut at lines. Were they put together as they come, a secret would stand apart from the name that it is known by.
 */
export class BuildOutput {
  readonly #open = new Map<string, Unfinished>();
  #text = "";

  get text(): string {
    return this.#text;
  }

  add(vertex: string, stream: number, bytes: Uint8Array): void {
    const key = `${stream} ${vertex}`;
    const unfinished = this.#open.get(key) ?? { vertex, decoder: new TextDecoder(), line: "" };
    if (!this.#open.has(key) && this.#open.size >= STREAMS_OPEN) return;
    this.#open.set(key, unfinished);
    const [first = "", ...others] = unfinished.decoder.decode(bytes, { stream: true }).split("\n");
    extend(unfinished, first);
    for (const part of others) {
      this.#append(unfinished.line);
      unfinished.line = "";
      extend(unfinished, part);
    }
  }

  /** The vertex writes no more: what it began is a line, too. */
  end(vertex: string): void {
    for (const [key, unfinished] of this.#open) {
      if (unfinished.vertex !== vertex) continue;
      this.#open.delete(key);
      extend(unfinished, unfinished.decoder.decode());
      if (unfinished.line !== "") this.#append(unfinished.line);
    }
  }

  #append(line: string): void {
    const text = `${this.#text}${line}\n`;
    const over = text.length - OUTPUT_KEPT;
    this.#text = over <= 0 ? text : text.slice(text.indexOf("\n", over - 1) + 1);
  }
}

/** Of a line that is too long the beginning is kept: the end of a secret without the name before it would not be known for one. */
function extend(unfinished: Unfinished, part: string): void {
  unfinished.line += part.slice(0, LINE_KEPT - unfinished.line.length);
}
