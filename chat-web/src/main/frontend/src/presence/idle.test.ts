import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchIdleness } from "./idle";

const MINUTE = 60_000;
const listeners = new Map<string, () => void>();

beforeEach(() => {
  vi.useFakeTimers();
  listeners.clear();
  vi.stubGlobal("window", {
    addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
    removeEventListener: (name: string) => listeners.delete(name),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("is idle after ten minutes without a sign, and no longer with the next", () => {
  const turn = vi.fn();
  watchIdleness(turn);

  vi.advanceTimersByTime(9 * MINUTE);
  listeners.get("keydown")!();
  vi.advanceTimersByTime(9 * MINUTE);
  expect(turn).not.toHaveBeenCalledWith(true);
  vi.advanceTimersByTime(MINUTE);
  expect(turn).toHaveBeenLastCalledWith(true);
  listeners.get("pointermove")!();

  expect(turn).toHaveBeenLastCalledWith(false);
});

it("leaves nothing behind", () => {
  const turn = vi.fn();

  watchIdleness(turn)();
  vi.advanceTimersByTime(60 * MINUTE);

  expect(listeners.size).toBe(0);
  expect(turn).not.toHaveBeenCalled();
});
