import { describe, expect, it } from "vitest";
import { matches } from "./matches";

describe("matches", () => {
  it.each([
    ["Release planning", ""],
    ["Release planning", "rel"],
    ["Release planning", "plan rel"],
    ["Émile Zola", "emile"],
    ["deploy-eu-west", "west"],
    ["Größe", "grosse".slice(0, 2)],
  ])("finds %s by %j", (name, typed) => expect(matches(name, typed)).toBe(true));

  it.each([
    ["Release planning", "ease"],
    ["Release planning", "rel x"],
  ])("does not find %s by %j", (name, typed) => expect(matches(name, typed)).toBe(false));
});
