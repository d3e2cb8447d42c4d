import { describe, expect, it } from "vitest";
import type { Fate } from "./compliance";
import { keepersOf, monthsOf, spanOf } from "./retention";

const fates: Fate[] = [
  { basis: "hold", hold: 7, due: "now", messages: 4 },
  { basis: "hold", hold: 7, due: "later", month: "2027-02", messages: 2 },
  { basis: "minimum", rule: 3, due: "later", month: "2027-03", messages: 5 },
  { basis: "maximum", rule: 4, due: "later", month: "2027-03", messages: 6 },
  { basis: "maximum", rule: 4, due: "later", month: "2026-12", messages: 1 },
  { basis: "maximum", rule: 4, due: "now", messages: 9 },
  { basis: "none", due: "never", messages: 8 },
];

describe("A dry run", () => {
  it("says in which months messages would go, without those on hold", () => {
    expect(monthsOf(fates)).toEqual([
      { at: "2026-12-01T00:00:00Z", value: 1 },
      { at: "2027-03-01T00:00:00Z", value: 11 },
    ]);
  });

  it("looks a year ahead, or as far as there is something", () => {
    const now = Date.UTC(2026, 10, 26, 20);
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const span = (month: string) => {
      const { from, to } = spanOf([{ at: `${month}-01T00:00:00Z`, value: 1 }], now);
      return [day(from), day(to)];
    };

    expect(span("2026-12")).toEqual(["2026-11-01", "2027-11-01"]);
    expect(span("2028-01")).toEqual(["2026-11-01", "2028-02-01"]);
  });

  it("says what keeps how many, and when these go once it no longer does", () => {
    expect(keepersOf(fates)).toEqual([
      { by: "hold", number: 7, now: 4, later: 2, never: 0 },
      { by: "minimum", number: 3, now: 0, later: 5, never: 0 },
    ]);
  });
});
