import { describe, expect, it } from "vitest";
import { listTarNames } from "../../../sim/livekit/list-tar-names.ts";

/** A block with these texts at these places, as POSIX lays a header out. */
function header(texts: Readonly<Record<number, string>>): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(512);
  for (const [at, text] of Object.entries(texts)) block.set(new TextEncoder().encode(text), Number(at));
  return block;
}

async function archive(...blocks: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob([...blocks]).arrayBuffer());
}

const EMPTY = new Uint8Array(512);

describe("listTarNames", () => {
  it("steps over what the files contain", async () => {
    const first = header({ 0: "./a.txt", 124: "00000001001" });
    const content = new Uint8Array(1024).fill(65);
    const second = header({ 0: "b/c.txt", 124: "00000000000" });
    expect(listTarNames(await archive(first, content, second, EMPTY, EMPTY))).toEqual(["a.txt", "b/c.txt"]);
  });

  it("puts a long name together, so that a Dockerfile deep down is none at the top", async () => {
    const long = header({ 0: "Dockerfile", 124: "00000000000", 257: "ustar", 345: "deep/down" });
    expect(listTarNames(await archive(long, EMPTY, EMPTY))).toEqual(["deep/down/Dockerfile"]);
  });

  it("does not take for a prefix what another format keeps there", async () => {
    const gnu = header({ 0: "Dockerfile", 124: "00000000000", 257: "ustar  ", 345: "14205110000" });
    expect(listTarNames(await archive(gnu, EMPTY, EMPTY))).toEqual(["Dockerfile"]);
  });

  it("throws for bytes that are no archive", () => {
    expect(() => listTarNames(new TextEncoder().encode("hello"))).toThrow("no tar archive");
  });

  it("finds nothing in an empty archive", async () => {
    expect(listTarNames(await archive(EMPTY, EMPTY))).toEqual([]);
  });
});
