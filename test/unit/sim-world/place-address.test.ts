import { describe, expect, it } from "vitest";
import { formatPlace, parsePlace } from "../../../sim/playground/place-address.ts";

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
