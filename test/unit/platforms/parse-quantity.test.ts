import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuantity } from "../../../src/platforms/parse-quantity.ts";

describe("parseQuantity", () => {
  const cores: readonly [string, number | null][] = [
    ["2", 2000],
    ["2000m", 2000],
    ["0.5", 500],
    [".5", 500],
    ["310m", 310],
    ["123456789n", 123],
    ["1500u", 2],
    ["0", 0],
    ["1e-1", 100],
  ];
  it.each(cores)("reads %j cores in millicores", (text, millicores) => {
    expect(parseQuantity(text, 1000)).toBe(millicores);
  });

  const sizes: readonly [string, number | null][] = [
    ["4Gi", 4 * 2 ** 30],
    ["1.5Gi", 1.5 * 2 ** 30],
    ["512Mi", 512 * 2 ** 20],
    ["128Ki", 128 * 2 ** 10],
    ["4G", 4e9],
    ["129e6", 129e6],
    ["129E6", 129e6],
    ["2E", 2e18],
    ["1073741824", 2 ** 30],
    [" 1Ki ", 1024],
    ["128974848000m", 128974848],
  ];
  it.each(sizes)("reads %j bytes", (text, bytes) => {
    expect(parseQuantity(text)).toBe(bytes);
  });

  it.each([
    "",
    " ",
    "many",
    "-1",
    "4GiB",
    "4 Gi",
    "1e",
    "0x10",
    "Gi",
    "1e999",
    ".",
    "1.2.3",
    "4ki",
    "NaN",
    "Infinity",
  ])("reads %j as unknown", (text) => {
    expect(parseQuantity(text)).toBeNull();
  });

  it("agrees with itself over the suffixes", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (count) => {
        expect(parseQuantity(`${count}Ki`)).toBe(parseQuantity(`${count * 1024}`));
        expect(parseQuantity(`${count}m`, 1000)).toBe(count);
        expect(parseQuantity(`${count}k`)).toBe(parseQuantity(`${count}e3`));
      }),
    );
  });

  it("takes any text without an exception, and never gives a fraction or a negative number", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.eE+-numkKMGTPi ") }), (text) => {
        const quantity = parseQuantity(text, 1000);
        expect(quantity === null || (quantity >= 0 && Number.isInteger(quantity))).toBe(true);
      }),
    );
  });
});
