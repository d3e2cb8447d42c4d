import { beforeEach, describe, expect, it, vi } from "vitest";
import { ALICE, changes, conversation, edited, message, messages, posted, welcome } from "../../test/wire";
import { deleteKept, IndexedCopy, openKept } from "./IndexedCopy";
import { noCopy, type LocalCopy } from "./LocalCopy";
import { Store } from "./Store";

const events = { gap: vi.fn(), reset: vi.fn(), arrived: vi.fn(), read: vi.fn(), readAgain: vi.fn() };

function store(copy: LocalCopy = noCopy): Store {
  return new Store(ALICE, copy, events);
}

/** A store that was told of a conversation with ten messages, of which it has none. */
function told(copy?: LocalCopy): Store {
  const made = store(copy);
  const about = conversation({ seq: 10, rev: 2, read: 10, last: message(10) });
  made.receive([welcome(), changes([{ seq: 10, rev: 2, conversation: about }])]);
  return made;
}

beforeEach(() => {
  vi.resetAllMocks();
});

describe("replies in threads", () => {
  it("do not count as unread, and others do", () => {
    const it = told();

    it.receive([posted(11, { thread: 5 }), posted(12), posted(13, { thread: 5 })]);

    expect(it.conversation(51)).toMatchObject({ seq: 13, unread: 1 });
    expect(it.thread(51, 5).map(({ seq }) => seq)).toEqual([11, 13]);
    it.markRead(51, 12);
    expect(it.conversation(51)).toMatchObject({ unread: 0 });
  });

  it("that the server has left out of its count are left out here, once", () => {
    const it = store();
    const about = conversation({ seq: 10, rev: 2, read: 4, unread: 4 });
    it.receive([welcome(), changes([{ seq: 10, rev: 2, conversation: about }])]);
    expect(it.conversation(51)!.unread).toBe(4);

    it.addHistory(51, 5, 10, [
      message(5),
      message(6, { thread: 3 }),
      message(7, { thread: 3 }),
      ...messages(8, 10),
    ]);
    it.receive([posted(11, { thread: 3 })]);

    expect(it.conversation(51)!.unread).toBe(4);
    it.markRead(51, 5);
    expect(it.conversation(51)!.unread).toBe(3);
  });

  it("that the server has counted are known again after a start from the copy, until one reads", async () => {
    const kept = new IndexedCopy(await openKept(ALICE));
    const it = store(kept);
    // One of the three that are unread is in a thread
    const about = conversation({ seq: 10, rev: 2, read: 7, unread: 2, mentions: 1 });
    it.receive([welcome(), changes([{ seq: 10, rev: 2, conversation: about }])]);
    await it.settled();

    const again = store(kept);
    await again.load();

    expect(again.conversation(51)).toMatchObject({ unread: 2, mentions: 1 });
    again.markRead(51, 10);
    expect(again.conversation(51)).toMatchObject({ unread: 0, mentions: 0 });
    await deleteKept(ALICE);
  });

  it("are known again after a start from the copy", async () => {
    const kept = new IndexedCopy(await openKept(ALICE));
    const it = told(kept);
    it.receive([posted(11, { thread: 5 }), posted(12)]);
    await it.settled();

    const again = store(kept);
    await again.load();

    expect(again.conversation(51)!.unread).toBe(1);
    await deleteKept(ALICE);
  });
});

describe("mentions", () => {
  const about = conversation({ seq: 10, rev: 2, read: 10 });
  const toAlice = { mentions: [{ kind: "account", account: ALICE }] };

  it("count as long as they are unread, whoever speaks", () => {
    const it = told();

    it.receive([
      posted(11, toAlice),
      posted(12),
      posted(13, { mentions: [{ kind: "channel" }] }),
      posted(14, { mentions: [{ kind: "account", account: 9 }] }),
      posted(15, { ...toAlice, thread: 5 }),
    ]);

    expect(it.conversation(51)).toMatchObject({ unread: 4, mentions: 2 });
    it.markRead(51, 12);
    expect(it.conversation(51)).toMatchObject({ mentions: 1 });
    it.markRead(51, 15);
    expect(it.conversation(51)).toMatchObject({ mentions: 0 });
  });

  it("are those of groups one is in, and none by whom one has blocked", () => {
    const it = store();
    it.receive([{ ...welcome(), groups: [3] }, changes([{ seq: 10, rev: 2, conversation: about }])]);
    it.receive([
      posted(11, { mentions: [{ kind: "group", group: 3 }] }),
      posted(12, { mentions: [{ kind: "group", group: 4 }] }),
      posted(13, { sender: 9, ...toAlice }),
    ]);
    expect(it.conversation(51)!.mentions).toBe(2);

    it.ignore(new Set([9]));
    it.receive([posted(14, { sender: 9, ...toAlice })]);
    expect(it.conversation(51)!.mentions).toBe(1);
  });

  it("that the server has counted are counted once, and those to whoever is here as they are said", () => {
    const it = store();
    const about = conversation({ seq: 10, rev: 2, read: 4, mentions: 2 });
    it.receive([welcome(), changes([{ seq: 10, rev: 2, conversation: about }])]);
    expect(it.conversation(51)!.mentions).toBe(2);

    it.addHistory(51, 5, 10, [
      ...messages(5, 8),
      message(9, toAlice),
      message(10, { mentions: [{ kind: "here" }] }),
    ]);
    it.receive([posted(11, { mentions: [{ kind: "here" }] })]);

    expect(it.conversation(51)!.mentions).toBe(3);
  });

  it("come and go with edits and deletions", () => {
    const it = told();
    it.receive([posted(11, toAlice), posted(12)]);

    const now = (seq: number, rev: number, more: object) =>
      ({ type: "changed", conversation: 51, seq, rev, message: message(seq, { rev, ...more }) }) as const;
    it.receive([now(12, 3, toAlice)]);
    expect(it.conversation(51)!.mentions).toBe(2);

    it.receive([now(11, 4, { body: "", deleted: "2026-11-22T10:00:00.000000Z" })]);
    expect(it.conversation(51)!.mentions).toBe(1);
  });

  it("in a large conversation are told as a number until it is looked at", () => {
    const it = told();

    it.receive([{ type: "activity", conversation: 51, seq: 30, rev: 2, mentions: 2 }]);
    expect(it.conversation(51)).toMatchObject({ unread: 20, mentions: 2 });

    const about = conversation({ seq: 12, rev: 2, read: 10, mentions: 1 });
    it.receive([
      changes([{ seq: 12, rev: 2, conversation: about, messages: [message(11, toAlice), message(12)] }]),
    ]);
    expect(it.conversation(51)!.mentions).toBe(1);
  });

  it("that the server has counted are known again after a start from the copy, until one reads", async () => {
    const kept = new IndexedCopy(await openKept(ALICE));
    const it = store(kept);
    // One of the three that are unread is in a thread
    const about = conversation({ seq: 10, rev: 2, read: 7, unread: 2, mentions: 1 });
    it.receive([welcome(), changes([{ seq: 10, rev: 2, conversation: about }])]);
    await it.settled();

    const again = store(kept);
    await again.load();

    expect(again.conversation(51)).toMatchObject({ unread: 2, mentions: 1 });
    again.markRead(51, 10);
    expect(again.conversation(51)).toMatchObject({ unread: 0, mentions: 0 });
    await deleteKept(ALICE);
  });

  it("are known again after a start from the copy", async () => {
    const kept = new IndexedCopy(await openKept(ALICE));
    const it = told(kept);
    it.receive([posted(11, toAlice), posted(12)]);
    await it.settled();

    const again = store(kept);
    await again.load();

    expect(again.conversation(51)!.mentions).toBe(1);
    await deleteKept(ALICE);
  });
});

describe("what was destroyed", () => {
  const destroyed = (rev: number, ...numbers: [number, number][]) =>
    ({ type: "destroyed", conversation: 51, rev, numbers }) as const;

  it("is dropped, from memory and from the device, and no page that was read before brings it back", async () => {
    const kept = new IndexedCopy(await openKept(ALICE));
    const it = told(kept);
    it.addHistory(51, 1, 10, messages(1, 10));
    await it.settled();

    it.receive([destroyed(3, [1, 4], [6, 6])]);
    it.addHistory(51, 1, 5, messages(1, 5));
    await it.settled();

    expect(it.stretch(51, 5)!.messages.map(({ seq }) => seq)).toEqual([5, 7, 8, 9, 10]);
    expect((await kept.messages(51, 1, 10)).map(({ seq }) => seq)).toEqual([5, 7, 8, 9, 10]);
    expect(it.conversation(51)!.rev).toBe(3);
    expect(events.gap).not.toHaveBeenCalled();
    await deleteKept(ALICE);
  });

  it("is asked about, if it was unread or the newest", () => {
    const it = told();
    it.receive([posted(11)]);

    it.receive([destroyed(3, [1, 11])]);

    expect(events.gap).toHaveBeenCalledTimes(1);
    expect(it.conversation(51)!.rev).toBe(2);
  });

  it("is told with what a client lacks, before what it is to add", () => {
    const it = told();
    it.receive([posted(11), posted(12)]);

    const about = conversation({ seq: 12, rev: 4, read: 10, unread: 1, last: message(12) });
    it.receive([changes([{ seq: 12, rev: 4, conversation: about, destroyed: [[1, 11]], messages: [] }])]);

    expect(it.message(51, 11)).toBeUndefined();
    expect(it.message(51, 12)).toBeDefined();
    expect(it.conversation(51)).toMatchObject({ rev: 4, unread: 1 });
  });

  it("is not the newest message any more", () => {
    const it = told();
    it.receive([posted(11)]);

    const about = conversation({ seq: 11, rev: 3, read: 11, unread: 0 });
    it.receive([changes([{ seq: 11, rev: 3, conversation: about, destroyed: [[1, 11]], messages: [] }])]);

    expect(it.conversation(51)).not.toHaveProperty("last");
    expect(it.conversation(51)!.unread).toBe(0);
  });
});

describe("what is to be read again", () => {
  it("is unread from there on, and read without a word to others", () => {
    const it = told();

    it.toReadAgain(51, 8);
    expect(it.conversation(51)).toMatchObject({ unread: 3, read: 10, again: 8 });

    it.markRead(51, 10);
    expect(it.conversation(51)!.unread).toBe(0);
    expect(it.conversation(51)).not.toHaveProperty("again");
    expect(events.readAgain).toHaveBeenCalledWith(51);
    expect(events.read).not.toHaveBeenCalled();
  });

  it("may be said before the conversation is known", () => {
    const it = store();
    it.toReadAgain(51, 8);

    it.receive([
      welcome(),
      changes([{ seq: 10, rev: 2, conversation: conversation({ seq: 10, rev: 2, read: 10 }) }]),
    ]);

    expect(it.conversation(51)!.unread).toBe(3);
  });
});

describe("folding", () => {
  it("knows a conversation from its summary, without its messages", () => {
    const it = told();

    expect(it.conversation(51)).toMatchObject({ seq: 10, rev: 2, unread: 0, last: { seq: 10 } });
    expect(it.stretch(51, 10)).toBeUndefined();
  });

  it("is ready when the server has spoken, also when it knows of no conversation", () => {
    const it = store();
    const listener = vi.fn();
    it.subscribe(listener);

    it.receive([welcome(), changes([])]);

    expect(it.ready).toBe(true);
    expect(listener).toHaveBeenCalled();
  });

  it("applies the next message", () => {
    const it = told();

    it.receive([posted(11)]);

    expect(it.conversation(51)).toMatchObject({ seq: 11, unread: 1, last: { seq: 11 } });
    expect(it.stretch(51, 11)).toMatchObject({ from: 11, to: 11, atEnd: true, atStart: false });
  });

  it("drops what it has seen", () => {
    const it = told();

    it.receive([posted(11), posted(11, { body: "again" }), posted(12)]);

    expect(it.stretch(51, 12)?.messages.map(({ body }) => body)).toEqual(["message 11", "message 12"]);
  });

  it("asks once for what is missing and applies nothing beyond it", () => {
    const it = told();

    it.receive([posted(13), posted(14)]);

    expect(events.gap).toHaveBeenCalledTimes(1);
    expect(it.conversation(51)?.seq).toBe(10);
  });

  it("heals a gap by what the server says is missing", () => {
    const it = told();
    it.receive([posted(13)]);

    it.receive([changes([{ seq: 13, rev: 2, messages: messages(11, 13) }]), posted(14)]);

    expect(it.stretch(51, 14)).toMatchObject({ from: 11, to: 14, atEnd: true });
    expect(events.gap).toHaveBeenCalledTimes(1);
  });

  it("applies changes in their order and drops those it has", () => {
    const it = told();
    it.receive([posted(11)]);

    it.receive([edited(11, 3, "better"), edited(11, 3, "repeated")]);

    expect(it.message(51, 11)?.body).toBe("better");
    expect(it.conversation(51)?.rev).toBe(3);
  });

  it("asks when a change is missing", () => {
    const it = told();

    it.receive([edited(10, 5, "too far")]);

    expect(events.gap).toHaveBeenCalledTimes(1);
    expect(it.conversation(51)?.rev).toBe(2);
  });

  it("lets no page of history bring back what was changed since it was read", () => {
    const it = told();
    it.receive([edited(5, 3, "changed")]);

    it.addHistory(51, 1, 10, messages(1, 10));

    expect(it.message(51, 5)?.body).toBe("changed");
  });

  it("joins history and what comes live into one stretch", () => {
    const it = told();
    it.receive([posted(11)]);

    it.addHistory(51, 1, 10, messages(1, 10));

    expect(it.stretch(51, 11)).toMatchObject({ from: 1, to: 11, atStart: true, atEnd: true });
  });

  it("drops the copy of a conversation that is told to be reset", () => {
    const it = told();
    it.addHistory(51, 1, 10, messages(1, 10));

    it.receive([
      changes([{ seq: 900, rev: 7, reset: true, conversation: conversation({ seq: 900, read: 10 }) }]),
    ]);

    expect(it.stretch(51, 10)).toBeUndefined();
    expect(it.conversation(51)).toMatchObject({ seq: 900, rev: 7, unread: 890 });
  });

  it("drops everything when the server counts from another beginning", () => {
    const it = told();

    it.receive([welcome("two")]);

    expect(it.list).toEqual([]);
    expect(events.reset).toHaveBeenCalled();
    expect(it.checkpoint()).toBeUndefined();
  });

  it("keeps a conversation one was removed from, up to the last number one may see", () => {
    const it = told();
    it.receive([posted(11), { type: "removed", conversation: 51, seq: 11 }]);

    expect(it.conversation(51)).toMatchObject({ left: 11, unread: 0 });
    expect(it.checkpoint()?.conversations).toEqual({});
  });

  it("begins anew when one comes back", () => {
    const it = told();
    it.receive([posted(11), { type: "removed", conversation: 51, seq: 11 }]);

    it.receive([{ type: "conversation", conversation: conversation({ seq: 20, rev: 4, from: 20 }) }]);

    expect(it.conversation(51)?.left).toBeUndefined();
    expect(it.conversation(51)).toMatchObject({ seq: 20, rev: 4 });
    expect(it.stretch(51, 11)).toBeUndefined();
  });

  it("takes messages that a summary was ahead of", () => {
    const it = told();
    it.receive([{ type: "conversation", conversation: conversation({ id: 52, seq: 2 }) }]);

    it.receive([
      posted(1, { conversation: 52 }),
      posted(2, { conversation: 52 }),
      posted(3, { conversation: 52 }),
    ]);

    expect(it.stretch(52, 3)).toMatchObject({ from: 1, to: 3 });
  });

  it("counts what was said in a large conversation that nobody looks at, and takes it when somebody does", () => {
    const it = told();

    it.receive([{ type: "activity", conversation: 51, seq: 14, rev: 2 }]);
    expect(it.conversation(51)).toMatchObject({ seq: 10, unread: 4 });

    it.receive([changes([{ seq: 14, rev: 2, messages: messages(11, 14) }])]);
    expect(it.conversation(51)).toMatchObject({ seq: 14, unread: 4, last: { seq: 14 } });
  });

  it("does not count one's own message as unread", () => {
    const it = told();

    it.receive([posted(11, { sender: ALICE })]);
    expect(events.read).toHaveBeenCalledExactlyOnceWith(51, 11);

    expect(it.conversation(51)?.unread).toBe(0);
  });

  it("counts nothing as unread that came before one joined", () => {
    const it = store();

    it.receive([welcome(), changes([{ seq: 10, conversation: conversation({ seq: 10, from: 8 }) }])]);

    expect(it.conversation(51)?.unread).toBe(3);
  });

  it("follows what is read on another device", () => {
    const it = told();
    it.receive([posted(11), posted(12)]);

    it.receive([{ type: "self", rev: 2, read: { "51": 11 } }]);

    expect(it.conversation(51)?.unread).toBe(1);
    expect(it.checkpoint()?.account).toBe(2);
  });

  it("remembers what the server does not know to be read", () => {
    const it = told();
    it.receive([posted(11)]);

    it.markRead(51, 11);

    expect(events.read).toHaveBeenCalledWith(51, 11);
    expect(it.unreported()).toEqual([[51, 11]]);
    it.receive([{ type: "self", rev: 2, read: { "51": 11 } }]);
    expect(it.unreported()).toEqual([]);
  });

  it("forgets who was writing after a while, or when their message is there", () => {
    vi.useFakeTimers();
    const it = told();

    it.receive([
      { type: "typing", conversation: 51, account: 2 },
      { type: "typing", conversation: 51, account: 3 },
    ]);
    it.receive([posted(11, { sender: 2 })]);

    expect(it.typing(51)).toEqual([3]);
    vi.advanceTimersByTime(6000);
    expect(it.typing(51)).toEqual([]);
    vi.useRealTimers();
  });

  it("tells who listens once for all that came together", () => {
    const it = told();
    const listener = vi.fn();
    it.subscribe(listener);

    it.receive([posted(11), posted(12), posted(13)]);

    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("letting go", () => {
  it("keeps the end of a long conversation in memory when nobody reads there any more", () => {
    const it = store();
    const about = conversation({ seq: 6_000, read: 6_000, last: message(6_000) });
    it.receive([welcome(), changes([{ seq: 6_000, conversation: about }])]);
    it.addHistory(51, 1, 6_000, messages(1, 6_000));

    it.letGo(51);

    expect(it.stretch(51, 6_000)).toMatchObject({ from: 5_001, to: 6_000, atEnd: true, atStart: false });
    expect(it.stretch(51, 5_000)).toBeUndefined();
    expect(it.message(51, 5_000)).toBeUndefined();
  });

  it("keeps all of a short one", () => {
    const it = told();
    it.addHistory(51, 1, 10, messages(1, 10));

    it.letGo(51);

    expect(it.stretch(51, 10)).toMatchObject({ from: 1, to: 10 });
  });
});

describe("keeping", () => {
  async function device() {
    await deleteKept(ALICE);
    return new IndexedCopy(await openKept(ALICE));
  }

  it("finds after a reload what was applied, with the checkpoint that says so", async () => {
    const copy = await device();
    const before = told(copy);
    before.receive([posted(11), edited(11, 3, "better")]);
    before.markRead(51, 11);
    await before.settled();

    const after = store(copy);
    await after.load();

    expect(after.checkpoint()).toEqual({ epoch: "one", account: 1, conversations: { 51: [11, 3] } });
    expect(after.conversation(51)).toMatchObject({ read: 11, last: { seq: 11, body: "better" } });
    expect(after.keptAround(51, 11)).toEqual([11, 11]);
    expect(await copy.messages(51, 1, 99)).toMatchObject([{ seq: 11, body: "better" }]);
  });

  it("has no checkpoint before the first catching up is complete", () => {
    const it = store();

    it.receive([
      welcome(),
      changes([{ seq: 1, conversation: conversation() }], { more: true, account: undefined! }),
    ]);

    expect(it.checkpoint()).toBeUndefined();
  });

  it("is not thrown back by another tab that lags behind", async () => {
    const copy = await device();
    const ahead = told(copy);
    const behind = told(copy);
    ahead.receive([posted(11), posted(12), edited(11, 3, "newest")]);
    await ahead.settled();

    behind.receive([posted(11)]);
    await behind.settled();

    const after = store(copy);
    await after.load();
    expect(after.checkpoint()?.conversations).toEqual({ 51: [12, 3] });
    expect(await copy.messages(51, 11, 12)).toMatchObject([{ body: "newest" }, { seq: 12 }]);
  });

  it("claims nothing that another tab has dropped", async () => {
    const copy = await device();
    const one = told(copy);
    const other = told(copy);
    one.addHistory(51, 1, 10, messages(1, 10));
    await one.settled();
    other.receive([changes([{ seq: 900, rev: 7, reset: true }])]);
    await other.settled();

    one.receive([posted(11)]);
    await one.settled();

    const after = store(copy);
    await after.load();
    expect(after.keptAround(51, 10)).toBeUndefined();
    expect(after.keptAround(51, 11)).toEqual([11, 11]);
  });

  it("takes everything off the device when the server counts anew", async () => {
    const copy = await device();
    const before = told(copy);
    before.addHistory(51, 1, 10, messages(1, 10));
    await before.settled();

    before.receive([welcome("two"), changes([], { epoch: "two" })]);
    await before.settled();

    expect(await copy.messages(51, 1, 99)).toEqual([]);
    expect(await copy.load()).toEqual({ epoch: "two", account: 1, conversations: [] });
  });

  it("remembers that one was removed, and that one came back", async () => {
    const copy = await device();
    const before = told(copy);
    before.receive([{ type: "removed", conversation: 51, seq: 10 }]);
    await before.settled();
    const between = store(copy);
    await between.load();
    expect(between.conversation(51)?.left).toBe(10);

    between.receive([welcome(), { type: "conversation", conversation: conversation({ seq: 12, from: 12 }) }]);
    await between.settled();

    const after = store(copy);
    await after.load();
    expect(after.conversation(51)?.left).toBeUndefined();
    expect(after.conversation(51)?.seq).toBe(12);
  });

  it("takes a conversation off the device when asked to", async () => {
    const copy = await device();
    const it = told(copy);
    it.addHistory(51, 1, 10, messages(1, 10));

    await it.forget(51);

    expect((await copy.load()).conversations).toEqual([]);
    expect(await copy.messages(51, 1, 99)).toEqual([]);
  });
});
