import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Position, ServerFrame } from "@/wire/wire";
import { Receipts, type Report } from "./Receipts";

const me = 1;
const ben: Position = { account: 2, delivered: 7, read: 5 };
const moved: Position = { account: 2, delivered: 9, read: 9 };

function posted(seq: number, sender = 2): ServerFrame {
  const at = "2026-11-22T10:00:00.000000Z";
  return {
    type: "message",
    conversation: 51,
    seq,
    rev: 0,
    id: `${seq}`,
    sender,
    at,
    format: "plain",
    body: "",
  };
}

describe("Receipts", () => {
  const report = vi.fn<Report>(() => true);
  const source = {
    positions: vi.fn(() => Promise.resolve<{ positions?: Position[] }>({ positions: [ben] })),
  };
  let receipts: Receipts;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    receipts = new Receipts(me, source, report);
  });
  afterEach(() => {
    receipts.close();
    vi.useRealTimers();
  });

  it("say what has come together, and only the last of each conversation", () => {
    receipts.receive([posted(3), posted(4)]);
    receipts.receive([posted(5)]);
    vi.advanceTimersByTime(2_000);

    expect(report).toHaveBeenCalledExactlyOnceWith({ 51: 5 });
  });

  it("do not say that one's own message has come", () => {
    receipts.receive([posted(3, me)]);
    vi.advanceTimersByTime(10_000);

    expect(report).not.toHaveBeenCalled();
  });

  it("say it later when nobody hears it", () => {
    report.mockReturnValueOnce(false);
    receipts.receive([posted(3)]);
    vi.advanceTimersByTime(2_000);
    receipts.receive([posted(4)]);
    vi.advanceTimersByTime(2_000);

    expect(report.mock.lastCall).toEqual([{ 51: 4 }]);
  });

  it("know where others are once they were asked for, and follow them", async () => {
    receipts.receive([{ type: "receipts", conversation: 51, positions: [moved] }]);
    expect(receipts.positions(51)).toBeUndefined();

    await receipts.load(51);
    expect([...receipts.positions(51)!.values()]).toEqual([ben]);

    receipts.receive([{ type: "receipts", conversation: 51, positions: [moved, { ...moved, account: me }] }]);
    expect([...receipts.positions(51)!.values()]).toEqual([moved]);
  });

  it("are forgotten when this account hides its own, or shows them again", async () => {
    await receipts.load(51);

    receipts.receive([{ type: "self", rev: 3, read: {}, receipts: false }]);

    expect(receipts.positions(51)).toBeUndefined();
  });

  it("are not known where nobody is named", async () => {
    await receipts.load(51);
    source.positions.mockResolvedValueOnce({});

    await receipts.load(51);

    expect(receipts.positions(51)).toBeNull();
  });

  it("are forgotten when they are not shown any more", async () => {
    await receipts.load(51);
    source.positions.mockRejectedValueOnce(new Error("receipts.off"));

    await receipts.load(51);

    expect(receipts.positions(51)).toBeUndefined();
  });
});
