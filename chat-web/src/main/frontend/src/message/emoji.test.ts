import { beforeEach, describe, expect, it } from "vitest";
import { choose, found, frequent, loadEmoji } from "./emoji";

describe("the emoji", () => {
  it("are all there, each once, without parts of others", async () => {
    const all = await loadEmoji("en");

    expect(all.length).toBeGreaterThan(1800);
    expect(new Set(all.map(({ unicode }) => unicode)).size).toBe(all.length);
    expect(all.some(({ unicode }) => unicode === "🏽")).toBe(false);
  });

  it("are found by their names first, then by what they are about", async () => {
    const all = await loadEmoji("en");
    const unicodes = (text: string) => found(all, text).map(({ unicode }) => unicode);

    expect(unicodes("party pop")).toEqual(["🎉"]);
    expect(unicodes("cat").slice(0, 20)).toContain("🐈️");
    expect(unicodes("no such thing")).toEqual([]);
    expect(found(all, " ")).toBe(all);
  });
});

describe("what one chose last", () => {
  beforeEach(() => localStorage.clear());

  it("comes first, once, and no more than stands in a row", () => {
    const before = frequent();
    choose("🐈");
    choose("🎉");

    expect(frequent().slice(0, 3)).toEqual(["🎉", "🐈", "👍"]);
    expect(frequent()).toHaveLength(before.length);
  });
});
