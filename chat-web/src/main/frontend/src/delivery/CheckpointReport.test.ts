import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Checkpoint, Seq } from "@/wire/wire";
import { CheckpointReport } from "./CheckpointReport";

function at(seq: Seq): Checkpoint {
  return { epoch: "e", account: 7, conversations: { 51: [seq, 0] } };
}

describe("CheckpointReport", () => {
  const tell = vi.fn<(checkpoint: Checkpoint) => boolean>(() => true);
  let now: Checkpoint | undefined;
  let report: CheckpointReport;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    now = at(3);
    report = new CheckpointReport(() => now, tell);
  });
  afterEach(() => {
    report.close();
    vi.useRealTimers();
  });

  it("says once a minute where the device is, however often that has moved", () => {
    now = at(4);
    vi.advanceTimersByTime(30_000);
    now = at(5);
    vi.advanceTimersByTime(30_000);

    expect(tell).toHaveBeenCalledExactlyOnceWith(at(5));
  });

  it("says nothing while it has not moved", () => {
    vi.advanceTimersByTime(60_000);
    now = at(3);
    vi.advanceTimersByTime(600_000);
    report.say();

    expect(tell).toHaveBeenCalledOnce();
  });

  it("says nothing before anything was applied", () => {
    now = undefined;
    vi.advanceTimersByTime(60_000);

    expect(tell).not.toHaveBeenCalled();
  });

  it("says it at once when the page is put away", () => {
    report.say();

    expect(tell).toHaveBeenCalledExactlyOnceWith(at(3));
  });

  it("says it later when nobody hears it", () => {
    tell.mockReturnValueOnce(false);
    report.say();
    vi.advanceTimersByTime(60_000);

    expect(tell).toHaveBeenCalledTimes(2);
  });

  it("says nothing any more when it is closed", () => {
    report.close();
    vi.advanceTimersByTime(600_000);

    expect(tell).not.toHaveBeenCalled();
  });
});
