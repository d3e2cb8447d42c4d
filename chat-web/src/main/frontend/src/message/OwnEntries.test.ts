import { beforeEach, describe, expect, it, vi } from "vitest";
import { OwnEntries } from "./OwnEntries";

beforeEach(() => localStorage.clear());

const made = (most?: number) => new OwnEntries<number>(localStorage, "some.key", most);

describe("what the server tells of one's own state", () => {
  it("is there, also after a reload, until it is told to be gone", () => {
    const entries = made();

    entries.take([
      ["a", 1],
      ["b", 2],
    ]);
    entries.take([["a", undefined]]);

    expect(entries.all).toEqual([2]);
    expect(made().get("b")).toBe(2);
    expect(made().get("a")).toBeUndefined();
  });

  it("is bounded, and what was told last stays", () => {
    const entries = made(2);

    entries.take([
      ["a", 1],
      ["b", 2],
    ]);
    entries.take([["a", 3]]);
    entries.take([["c", 4]]);

    expect(entries.all).toEqual([3, 4]);
  });

  it("is told to whoever listens, whichever tab it came to", () => {
    const entries = made();
    const heard = vi.fn();
    entries.subscribe(heard);

    made().take([["a", 1]]);
    entries.stored("some.key");

    expect(heard).toHaveBeenCalledTimes(1);
    expect(entries.all).toEqual([1]);
  });

  it("is taken off the device", () => {
    made().take([["a", 1]]);

    made().forget();

    expect(made().all).toEqual([]);
  });
});
