import { describe, expect, it } from "vitest";
import { calls, isQuiet, levelOf, names, quietHours, written, type Occasion } from "./rules";

const usual: Occasion = {
  level: "direct",
  kind: "group",
  meant: false,
  aside: false,
  muted: false,
  busy: false,
};

describe("what calls", () => {
  it("is what is meant for one, unless more or less was chosen", () => {
    expect(levelOf(undefined)).toBe("direct");
    expect(levelOf("whatever a later version keeps")).toBe("direct");
    expect(calls({ ...usual, kind: "direct" })).toBe(true);
    expect(calls({ ...usual, meant: true })).toBe(true);
    expect(calls(usual)).toBe(false);
  });

  it("is everything, if that was chosen, or nothing", () => {
    expect(calls({ ...usual, level: "all" })).toBe(true);
    expect(calls({ ...usual, level: "none", kind: "direct", meant: true })).toBe(false);
  });

  it("is what was chosen for a conversation alone, if something was", () => {
    expect(calls({ ...usual, level: "none", own: "all" })).toBe(true);
    expect(calls({ ...usual, level: "all", kind: "direct", own: "mentions" })).toBe(false);
    expect(calls({ ...usual, level: "none", own: "mentions", meant: true })).toBe(true);
    expect(calls({ ...usual, level: "all", meant: true, own: "nothing" })).toBe(false);
    expect(calls({ ...usual, level: "all", own: "whatever a later version keeps" })).toBe(true);
  });

  it("is what is said in a thread only if it is meant for one, also where everything calls", () => {
    const beside = { ...usual, aside: true, level: "all" } as const;
    expect(calls(beside)).toBe(false);
    expect(calls({ ...beside, own: "all", kind: "direct" })).toBe(false);
    expect(calls({ ...beside, meant: true })).toBe(true);
  });

  it("is nothing in what is muted, and nothing while one does not want to be disturbed", () => {
    const much = { ...usual, level: "all", kind: "direct", meant: true } as const;
    expect(calls(much)).toBe(true);
    expect(calls({ ...much, muted: true })).toBe(false);
    expect(calls({ ...much, busy: true })).toBe(false);
  });
});

describe("quiet hours", () => {
  const at = (time: string) => new Date(`2026-11-26T${time}:00`);

  it("last from one time of the day to another", () => {
    const lunch = quietHours("12:00-13:30");
    expect(["11:59", "12:00", "13:29", "13:30"].map((time) => isQuiet(lunch, at(time)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("last over midnight where they end before they begin", () => {
    const night = quietHours("22:00-07:00");
    expect(["21:59", "22:00", "00:00", "06:59", "07:00"].map((time) => isQuiet(night, at(time)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it("are none unless both times are", () => {
    for (const nothing of [undefined, "", "22:00", "22:00-", "22:00-24:00", "9:00-10:00", "off"])
      expect(quietHours(nothing), nothing).toBeUndefined();
    expect(isQuiet(undefined, at("00:00"))).toBe(false);
    expect(quietHours(written({ from: "22:00", to: "07:00" }))).toEqual({ from: "22:00", to: "07:00" });
  });
});

describe("a text that names somebody", () => {
  it("has an @ and the name, in whatever letters", () => {
    for (const text of [
      "@alice",
      "see @Alice, please",
      "(@alice)",
      "for @bob and @alice.",
      "**@alice**: look",
    ])
      expect(names(text, "alice"), text).toBe(true);
  });

  it("is none that names another one, or an address", () => {
    for (const text of ["alice", "@alicea", "@alice_b", "@alice-b", "@alice.b", "mail@alice", "@ alice"])
      expect(names(text, "alice"), text).toBe(false);
    expect(names("@aXb", "a.b")).toBe(false);
    expect(names("@a.b", "a.b")).toBe(true);
  });
});
