import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AuditLink,
  CHAIN_START,
  type ChainCheck,
  compareEnd,
  followChain,
} from "../../../src/operations/audit-chain.ts";
import { auditEntry, chainOf, sha256 } from "./audit-fixture.ts";

/** What a log is verified by: all of its rows, and where it was written down to end. */
function verify(links: readonly AuditLink[], written: readonly AuditLink[]): ChainCheck {
  const followed = followChain(CHAIN_START, links, sha256);
  if (!followed.intact) return followed;
  return compareEnd(followed.end, { count: written.length, hash: written.at(-1)?.hash ?? "" });
}

const chains = fc
  .array(fc.record({ comment: fc.string({ unit: "binary", maxLength: 30 }), key: fc.string() }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) =>
    chainOf(
      rows.map(({ comment, key }, index) => ({ key: `${key} ${index}`, entry: auditEntry({ comment }) })),
    ),
  );
const chainsWithIndex = chains.chain((chain) =>
  fc.record({ chain: fc.constant(chain), index: fc.nat(chain.length - 1) }),
);

describe("followChain", () => {
  it("finds nothing wrong with an untouched log, whole or in stretches", () => {
    fc.assert(
      fc.property(chainsWithIndex, ({ chain, index }) => {
        expect(verify(chain, chain)).toMatchObject({ intact: true, end: { count: chain.length } });
        const first = followChain(CHAIN_START, chain.slice(0, index), sha256);
        if (!first.intact) throw new Error("the first stretch does not hold");
        expect(followChain(first.end, chain.slice(index), sha256)).toEqual(
          followChain(CHAIN_START, chain, sha256),
        );
      }),
    );
    expect(verify([], [])).toEqual({ intact: true, end: CHAIN_START });
  });

  it("finds the row of which any character was changed", () => {
    fc.assert(
      fc.property(
        chainsWithIndex,
        fc.constantFrom("key", "text", "hash" as const),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        ({ chain, index }, column, at, character) => {
          const tampered = chain.map((link, position): AuditLink => {
            if (position !== index) return link;
            const place = at % link[column].length;
            return {
              ...link,
              [column]: link[column].slice(0, place) + character + link[column].slice(place + 1),
            };
          });
          fc.pre(tampered[index]?.[column] !== chain[index]?.[column]);
          expect(verify(tampered, chain)).toEqual({ intact: false, brokenAt: index + 1 });
        },
      ),
    );
  });

  it("finds where a row was removed, even if those behind it move up", () => {
    fc.assert(
      fc.property(chainsWithIndex, fc.boolean(), ({ chain, index }, movesUp) => {
        const left = chain.toSpliced(index, 1);
        const links = movesUp ? left.map((link, position) => ({ ...link, sequence: position + 1 })) : left;
        expect(verify(links, chain)).toEqual({ intact: false, brokenAt: index + 1 });
      }),
    );
  });

  it("finds where a row was put in, even with a hash that fits", () => {
    fc.assert(
      fc.property(chainsWithIndex, ({ chain, index }) => {
        const head = chainOf([
          ...chain.slice(0, index),
          { key: "forged", entry: auditEntry({ actor: "UNOBODY" }) },
        ]);
        const links = [
          ...head,
          ...chain.slice(index).map((link) => ({ ...link, sequence: link.sequence + 1 })),
        ];
        const brokenAt = index + 2;
        expect(verify(links, chain)).toEqual({ intact: false, brokenAt });
        const before: AuditLink = { sequence: 0, key: "k", text: "{}", hash: sha256("\nk\n{}") };
        expect(verify([before, ...chain], chain)).toEqual({ intact: false, brokenAt: 0 });
      }),
    );
  });

  it("finds two rows that changed places", () => {
    fc.assert(
      fc.property(chainsWithIndex, ({ chain, index }) => {
        const [one, two] = [chain[index], chain[index + 1]];
        fc.pre(one !== undefined && two !== undefined);
        if (!one || !two) return;
        const links = chain
          .with(index, { ...two, sequence: one.sequence })
          .with(index + 1, { ...one, sequence: two.sequence });
        expect(verify(links, chain)).toEqual({ intact: false, brokenAt: index + 1 });
      }),
    );
  });

  it("finds a log that was written anew from some row on, by where it ended before", () => {
    fc.assert(
      fc.property(chainsWithIndex, ({ chain, index }) => {
        const forged = chainOf(
          chain.map((row, at) => (at < index ? row : { ...row, entry: auditEntry({ actor: "UEVIL" }) })),
        );
        expect(verify(forged, chain)).toEqual({ intact: false, brokenAt: chain.length });
      }),
    );
  });
});
