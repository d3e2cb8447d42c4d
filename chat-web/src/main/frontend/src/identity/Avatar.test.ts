import { describe, expect, it } from "vitest";
import { hueOf, initials } from "./Avatar";

describe("initials", () => {
  it.each([
    ["Alice Arnold", "AA"],
    ["alice", "A"],
    ["Jean-Luc Émile Picard", "JP"],
    ["李 小龍", "李小"],
    ["مريم حسن", "مح"],
    ["(ops) bot", "OB"],
    ["🦊", ""],
  ])("of %s are %s", (name, letters) => expect(initials(name)).toBe(letters));
});

describe("hueOf", () => {
  it("is the same for the same person and spreads over people", () => {
    expect(hueOf(7)).toBe(hueOf(7));
    expect(new Set(Array.from({ length: 40 }, (_, id) => hueOf(id))).size).toBeGreaterThan(6);
  });
});
