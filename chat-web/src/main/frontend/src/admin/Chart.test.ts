import { describe, expect, it } from "vitest";
import { roundUp, runs, type ChartValue } from "./Chart";

const at = (minute: number, value?: number): ChartValue => ({
  at: new Date(Date.UTC(2026, 10, 26, 12, minute)).toISOString(),
  value,
});

describe("A chart", () => {
  it.each([
    [0, 1],
    [1, 1],
    [7, 10],
    [20, 20],
    [21, 25],
    [1234, 2000],
    [5001, 10_000],
  ])("has room for %d up to %d", (value, most) => {
    expect(roundUp(value)).toBe(most);
  });

  it("draws no line over what is not known", () => {
    const values = [at(0, 1), at(1, 2), at(2), at(3, 3), at(7, 4), at(8, 5)];

    expect(runs(values, 60).map((run) => run.map(({ value }) => value))).toEqual([[1, 2], [3], [4, 5]]);
  });
});
