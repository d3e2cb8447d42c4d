import { beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "@/wire/http";
import type { Memo } from "@/wire/wire";
import { MapStorage } from "../../test/MapStorage";
import { Memos, type MemosOptions } from "./Memos";

function elsewhere(value: string | undefined, clock: number): Memo {
  return { conversation: 51, name: "draft", ...(value !== undefined && { value }), clock, device: 9 };
}

describe("Memos", () => {
  let storage: MapStorage;
  const keep = vi.fn<MemosOptions["keep"]>();
  const follow = vi.fn<MemosOptions["follow"]>();
  const memos = () => new Memos({ storage, account: 1, keep, follow });
  const hear = (mine: Memos, ...told: Memo[]) =>
    mine.receive([{ type: "self", rev: 1, read: {}, memos: told }]);

  beforeEach(() => {
    storage = new MapStorage();
    vi.resetAllMocks();
    keep.mockImplementation((memo) => Promise.resolve({ ...memo, device: 3 }));
  });

  it("are told to the server with a clock that counts on", async () => {
    const mine = memos();
    mine.set("draft", 51, "I thought");
    mine.set("mute", 51, "yes");
    await vi.waitFor(() => expect(keep).toHaveBeenCalledTimes(2));

    expect(keep.mock.calls).toEqual([
      [{ conversation: 51, name: "draft", value: "I thought", clock: 1 }],
      [{ conversation: 51, name: "mute", value: "yes", clock: 2 }],
    ]);
  });

  it("count on from what another device has written, and follow it", () => {
    const mine = memos();
    hear(mine, elsewhere("there", 7));
    expect(mine.get("draft", 51)).toBe("there");
    expect(follow).toHaveBeenCalledExactlyOnceWith("draft", 51);

    mine.set("draft", 51, "there and here");

    expect(keep.mock.lastCall?.[0].clock).toBe(8);
  });

  it("do not follow what is older", () => {
    const mine = memos();
    hear(mine, elsewhere("new", 7), elsewhere("old", 6));

    expect(mine.get("draft", 51)).toBe("new");
  });

  it("that wait to be told are not overwritten; the server says what stands", async () => {
    let answer: (memo: Memo) => void = () => undefined;
    keep.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const mine = memos();
    mine.set("draft", 51, "here");

    hear(mine, elsewhere("there", 1));
    expect(mine.get("draft", 51)).toBe("here");
    answer(elsewhere("there", 1));

    await vi.waitFor(() => expect(mine.get("draft", 51)).toBe("there"));
    expect(follow).toHaveBeenCalledExactlyOnceWith("draft", 51);
  });

  it("are told when the connection is back, as they were written, also after a reload", async () => {
    keep.mockRejectedValueOnce(new Error("away"));
    memos().set("draft", 51, "on a train");
    await vi.waitFor(() => expect(keep).toHaveBeenCalledTimes(1));

    const reloaded = memos();
    expect(reloaded.get("draft", 51)).toBe("on a train");
    reloaded.connected();
    reloaded.connected();
    await vi.waitFor(() => expect(keep).toHaveBeenCalledTimes(2));

    expect(keep.mock.lastCall?.[0]).toMatchObject({ value: "on a train", clock: 1 });
    reloaded.connected();
    await vi.waitFor(() => expect(keep).toHaveBeenCalledTimes(2));
  });

  it("that are refused are not told again", async () => {
    const problem = { type: "", title: "", status: 404, detail: "", code: "conversation.missing" };
    keep.mockRejectedValueOnce(new Refused(problem));
    const mine = memos();
    mine.set("mute", 51, "yes");
    await vi.waitFor(() => expect(storage.getItem("parley.memo.1.51.mute")).not.toContain("unsaid"));

    mine.connected();

    expect(keep).toHaveBeenCalledTimes(1);
  });

  it("written twice while the server is asked are told twice, in order", async () => {
    const mine = memos();
    mine.set("draft", 51, "one");
    mine.set("draft", 51, "two");
    mine.set("draft", 51, undefined);
    await vi.waitFor(() => expect(keep).toHaveBeenCalledTimes(2));

    expect(keep.mock.lastCall?.[0]).toEqual({ conversation: 51, name: "draft", clock: 3 });
  });

  it("do not stay on a device that one signs out of, but for what the server has not heard", async () => {
    const mine = memos();
    mine.set("mute", 51, "yes");
    await vi.waitFor(() => expect(storage.getItem("parley.memo.1.51.mute")).not.toContain("unsaid"));
    keep.mockRejectedValueOnce(new Error("away"));
    mine.set("draft", 51, "on a train");

    mine.forget(false);
    expect(storage.length).toBe(1);
    mine.forget(true);
    expect(storage.length).toBe(0);
  });

  it("can be settings, which belong to no conversation", async () => {
    const mine = memos();
    mine.choose("theme", "dark");
    await vi.waitFor(() => expect(keep).toHaveBeenCalledWith({ name: "theme", value: "dark", clock: 1 }));

    const reloaded = memos();
    expect(reloaded.setting("theme")).toBe("dark");
    hear(reloaded, { name: "theme", value: "light", clock: 2, device: 9 });
    expect(reloaded.setting("theme")).toBe("light");
    expect(follow).not.toHaveBeenCalled();
  });

  it("of other clients are not kept here, but their clocks count", () => {
    const mine = memos();
    hear(mine, { name: "signature", value: "x".repeat(40_000), clock: 9, device: 9 });
    expect(storage.length).toBe(0);

    mine.choose("language", "de");

    expect(keep.mock.lastCall?.[0].clock).toBe(10);
  });

  it("are those of one account only", () => {
    memos().set("mute", 51, "yes");

    expect(new Memos({ storage, account: 2, keep, follow }).get("mute", 51)).toBeUndefined();
  });
});
