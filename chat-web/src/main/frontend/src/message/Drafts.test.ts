import { beforeEach, describe, expect, it, vi } from "vitest";
import { MapStorage } from "../../test/MapStorage";
import { Drafts } from "./Drafts";

const item = { id: "a", body: "hello", at: "2026-11-22T09:00:00Z" };

describe("Drafts", () => {
  let storage: MapStorage;
  const drafts = (account = 1) => new Drafts(storage, account);

  beforeEach(() => {
    storage = new MapStorage();
  });

  it("are found again after a reload, by conversation", () => {
    drafts().set(51, { text: "half a sent" });

    expect(drafts().get(51).text).toBe("half a sent");
    expect(drafts().get(52).text).toBe("");
    expect(drafts().all()).toEqual([51]);
  });

  it("are each account's own", () => {
    drafts(1).set(51, { text: "mine" });

    expect(drafts(2).get(51).text).toBe("");
  });

  it("leave nothing behind when they are emptied", () => {
    drafts().set(51, { text: "x" });
    drafts().set(51, { text: "" });

    expect(storage.length).toBe(0);
  });

  it("follow what another device has written, and do not say it back", () => {
    const typed = vi.fn();
    const mine = new Drafts(storage, 1, typed);
    mine.set(51, { text: "half a sent", replyTo: 4 });
    expect(typed).toHaveBeenCalledTimes(1);

    const other = new Drafts(new MapStorage(), 1);
    other.follow(51, mine.unsent(51));
    expect(other.get(51)).toEqual({ text: "half a sent", replyTo: 4 });
    mine.follow(51, undefined);

    expect(mine.get(51)).toEqual({ text: "" });
    expect(mine.unsent(51)).toBeUndefined();
    expect(typed).toHaveBeenCalledTimes(1);
  });

  it("leave what is being edited alone when another device writes on", () => {
    const mine = drafts();
    mine.set(51, { text: "new words", editing: 7, before: "half" });

    mine.follow(51, JSON.stringify({ text: "half a sent" }));

    expect(mine.get(51)).toEqual({ text: "new words", editing: 7, before: "half a sent" });
    expect(mine.unsent(51)).toBe(JSON.stringify({ text: "half a sent" }));
  });

  it("remember what is edited and what stood there before", () => {
    drafts().set(51, { text: "new words", editing: 7, before: "half a sent" });

    expect(drafts().get(51)).toEqual({ text: "new words", editing: 7, before: "half a sent" });
  });

  it("keep what was sent off till it is in the outbox", () => {
    drafts().handOver(51, item);
    drafts().set(51, { text: "the next" });

    expect(drafts().get(51)).toEqual({ text: "the next", handed: [item] });
    drafts().handedOver(51, "a");
    expect(drafts().get(51)).toEqual({ text: "the next" });
  });

  it("give back what the outbox could not take", () => {
    const mine = drafts();
    mine.handOver(51, item);
    mine.set(51, { text: "typed since" });

    mine.handBack(51, item);

    expect(mine.get(51)).toEqual({ text: "hello\ntyped since" });
  });

  it("answer with the same object till something changes", () => {
    const mine = drafts();
    mine.set(51, { text: "x" });

    expect(mine.get(51)).toBe(mine.get(51));
  });

  it("tell who listens, also of what another tab did", () => {
    const mine = drafts();
    const listener = vi.fn();
    mine.subscribe(listener);

    mine.set(51, { text: "x" });
    mine.changed();

    expect(listener).toHaveBeenCalledTimes(2);
  });
});
