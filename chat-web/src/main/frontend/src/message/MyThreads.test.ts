import { describe, expect, it, vi } from "vitest";
import type { FollowedThread } from "@/wire/Api";
import { ALICE, BOB, message, posted } from "../../test/wire";
import { MyThreads } from "./MyThreads";

function threads(followed: Partial<FollowedThread>[] = []) {
  const read = vi.fn();
  const made = new MyThreads({
    me: ALICE,
    load: () =>
      Promise.resolve({
        threads: followed.map((each) => ({ root: message(1), read: 0, unread: 0, at: "", ...each })),
      }),
    message: (_, seq) => (seq === 7 ? message(7, { sender: ALICE }) : message(seq)),
    read,
    follow: () => Promise.resolve(),
    refused: vi.fn(),
  });
  return { made, read };
}

describe("the threads one follows", () => {
  it("are what the server says, and count what comes", async () => {
    const { made } = threads([{ read: 4, unread: 1 }]);
    await made.connected();
    expect(made.unread).toBe(1);

    made.receive([posted(11, { thread: 1 }), posted(12, { thread: 2 })]);

    expect(made.unreadIn(51, 1)).toBe(2);
    expect(made.unreadIn(51, 2)).toBe(0);
    expect(made.unreadOf(51)).toBe(2);
    expect(made.unreadOf(52)).toBe(0);
    expect(made.readIn(51, 1)).toBe(4);
    expect(made.readIn(51, 2)).toBeUndefined();
    expect(made.unread).toBe(1);
  });

  it("become more by writing in one, and when one's own message is answered", () => {
    const { made } = threads();

    made.receive([posted(11, { thread: 2, sender: ALICE }), posted(12, { thread: 7, sender: BOB })]);

    expect(made.follows(51, 2)).toBe(true);
    expect(made.unreadIn(51, 2)).toBe(0);
    expect(made.unreadIn(51, 7)).toBe(1);
  });

  it("are read once, and that is said together", async () => {
    vi.useFakeTimers();
    const { made, read } = threads([{ unread: 3 }]);
    await made.connected();

    made.read(51, 1, 8);
    made.read(51, 1, 9);
    made.read(51, 1, 9);
    vi.runAllTimers();

    expect(made.unread).toBe(0);
    expect(read).toHaveBeenCalledOnce();
    expect(read).toHaveBeenCalledWith(51, 1, 9);
    vi.useRealTimers();
  });

  it("follow what another device says", async () => {
    const { made } = threads([{ unread: 3 }]);
    await made.connected();
    const said = { conversation: 51, seq: 1, following: true, read: 9 };

    made.receive([{ type: "self", rev: 1, read: {}, threads: [said] }]);
    expect(made.unread).toBe(0);
    made.receive([{ type: "self", rev: 2, read: {}, threads: [{ ...said, following: false }] }]);

    expect(made.follows(51, 1)).toBe(false);
  });
});
