import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Typists } from "./Typists";

describe("who is writing", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is shown for five seconds after they were last heard of, and told when that is over", () => {
    const quiet = vi.fn();
    const typists = new Typists(Date.now, quiet);

    typists.begin(51, 2);
    vi.advanceTimersByTime(3_000);
    typists.begin(51, 2);
    vi.advanceTimersByTime(3_000);

    expect(typists.of(51)).toEqual([2]);
    expect(quiet).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(typists.of(51)).toEqual([]);
    expect(quiet).toHaveBeenCalledTimes(1);
  });

  it("is not shown any more once they have said it, and nobody is told again", () => {
    const quiet = vi.fn();
    const typists = new Typists(Date.now, quiet);
    typists.begin(51, 2);
    typists.begin(52, 2);

    typists.end(51, 2);

    expect(typists.of(51)).toEqual([]);
    expect(typists.of(52)).toEqual([2]);
    vi.advanceTimersByTime(5_000);
    expect(quiet).toHaveBeenCalledTimes(1);
  });
});
