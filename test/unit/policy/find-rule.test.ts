import { describe, expect, it } from "vitest";
import { findRule } from "../../../src/policy/find-rule.ts";
import { rule } from "./policy-fixture.ts";

const policy = (...names: string[]) => ({
  rules: names.map((name) => rule({ name })),
  breakGlass: [],
  onCall: null,
});
const ORDER = ["prod.rollback", "prod.default", "*.rollback", "*.default"];

describe("findRule", () => {
  it("takes the most specific rule, however they are ordered", () => {
    for (const [index, name] of ORDER.entries()) {
      const left = ORDER.slice(index);
      expect(findRule(policy(...left), "prod", "rollback")?.name).toBe(name);
      expect(findRule(policy(...left.toReversed()), "prod", "rollback")?.name).toBe(name);
    }
  });

  it("takes a rule whole: what it leaves open does not come from a wider one", () => {
    const own = rule({ name: "prod.rollback", reasonRequired: false });
    const wide = rule({ name: "prod.default", reasonRequired: true });
    expect(findRule({ rules: [wide, own], breakGlass: [], onCall: null }, "prod", "rollback")).toBe(own);
  });

  it("finds none for another verb, another project, or without a policy", () => {
    expect(findRule(policy("prod.rollback"), "prod", "delete")).toBeNull();
    expect(findRule(policy("prod.rollback", "prod.default"), "staging", "rollback")).toBeNull();
    expect(findRule(policy(), "prod", "rollback")).toBeNull();
  });

  it("is not fooled by projects that are called like something of JavaScript", () => {
    for (const project of ["constructor", "__proto__", "toString", "default"])
      expect(findRule(policy("prod.default"), project, "rollback")).toBeNull();
  });
});
