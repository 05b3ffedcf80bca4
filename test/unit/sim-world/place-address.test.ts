import { describe, expect, it } from "vitest";
import {
  formatAddress,
  formatPlace,
  parseAddress,
  parsePermalink,
  parsePlace,
} from "../../../sim/playground/place-address.ts";

describe("the page's address", () => {
  it.each([
    { user: "UADMIN", channel: "COPS" },
    { user: "UGUEST", channel: "DGUEST", thread: "1750000000.000001" },
  ])("leads back to the same place", (place) => {
    expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  it.each(["", "#", "#/", "#/UADMIN", "#nonsense"])(
    "starts with the admin in the first channel for %j",
    (hash) => {
      expect(parsePlace(hash)).toEqual({ user: "UADMIN", channel: "COPS" });
    },
  );
});

describe("what is open beside the place", () => {
  const place = { user: "UADMIN", channel: "COPS", thread: "1750000000.000001" };
  it.each([
    { place, isWorldOpen: false, tour: null },
    { place, isWorldOpen: true, tour: null },
    { place, isWorldOpen: true, tour: "rollback" },
  ])("is part of the address: %j", (address) => {
    expect(parseAddress(formatAddress(address))).toEqual(address);
  });

  it.each([
    ["#tour/rollback", { isWorldOpen: false, tour: "rollback" }],
    ["#tour", { isWorldOpen: false, tour: "status" }],
    ["#world", { isWorldOpen: true, tour: null }],
  ])("has a short link: %s", (hash, beside) => {
    expect(parseAddress(hash)).toEqual({ place: { user: "UADMIN", channel: "COPS" }, ...beside });
  });
});

describe("Slack's link to a message", () => {
  const at = "https://switchboard-team.slack.com/archives/COPS";
  it.each([
    ["what was said in the channel", `${at}/p1750000000000001`, "1750000000.000001"],
    ["a reply", `${at}/p1750000009000002?thread_ts=1750000000.000001&cid=COPS`, "1750000000.000001"],
  ])("leads %s to its thread", (_, href, thread) => {
    expect(parsePermalink(href, "UADMIN")).toEqual({ user: "UADMIN", channel: "COPS", thread });
  });

  it.each(["https://example.com/archives/COPS/p1750000000000001", `${at}/`, "mailto:a@b.test"])(
    "is not taken for one when it is %s",
    (href) => {
      expect(parsePermalink(href, "UADMIN")).toBeNull();
    },
  );
});
