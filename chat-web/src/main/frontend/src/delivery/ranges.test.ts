import { describe, expect, it } from "vitest";
import { covering, covers, notBelow, spanOf, union, type Ranges } from "./ranges";

describe("ranges", () => {
  it("join what touches", () => {
    expect(covering([[1, 3]], 4, 6)).toEqual([[1, 6]]);
    expect(covering([[4, 6]], 1, 3)).toEqual([[1, 6]]);
  });

  it("keep apart what does not touch, in order", () => {
    const apart: Ranges = [
      [1, 3],
      [10, 12],
    ];
    expect(covering(apart, 5, 7)).toEqual([
      [1, 3],
      [5, 7],
      [10, 12],
    ]);
  });

  it("close a gap", () => {
    const apart: Ranges = [
      [1, 3],
      [10, 12],
    ];
    expect(covering(apart, 4, 9)).toEqual([[1, 12]]);
  });

  it("ignore an empty span", () => {
    expect(covering([[1, 3]], 9, 8)).toEqual([[1, 3]]);
  });

  it("say which span a number lies in", () => {
    const both = union([[1, 3]], [[10, 12]]);
    expect(spanOf(both, 11)).toEqual([10, 12]);
    expect(covers(both, 5)).toBe(false);
  });

  it("are cut off below a number", () => {
    const apart: Ranges = [
      [1, 3],
      [5, 9],
      [12, 14],
    ];
    expect(notBelow(apart, 7)).toEqual([
      [7, 9],
      [12, 14],
    ]);
    expect(notBelow(apart, 4)).toEqual([
      [5, 9],
      [12, 14],
    ]);
  });
});
