import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationState } from "@/delivery/Store";
import { ownLocks, type Locks } from "@/identity/locks";
import { BOB, changes, conversation, message, posted } from "../../test/wire";
import type { Message, Seq } from "@/wire/wire";
import type { Note } from "./desktop";
import { Notifications } from "./Notifications";

const alice = { id: 1, username: "alice", displayName: "Alice Arnold" };

/** It speaks to alice. */
const toAlice = { body: "Is <@1> there?", mentions: [{ kind: "account", account: 1 }] };

let locks: Locks;
let state: ConversationState;
let said: Message[];
let settings: Record<string, string>;
/** How far alice has read in the threads that she follows. */
let followed: Map<Seq, Seq>;
let muted: boolean;
/** What was chosen for the conversation alone. */
let level: string | undefined;
let status: "online" | "busy";
let now: Date;
let wanted: boolean;
let told: () => void;
const show = vi.fn<(note: Note) => Promise<void>>();
const clear = vi.fn<(tag?: string) => Promise<void>>();
const tabs: Notifications[] = [];

function tab(): Notifications {
  const made = new Notifications({
    me: alice,
    store: {
      subscribe: (listener) => {
        told = listener;
        return () => undefined;
      },
      conversation: () => state,
      message: (_, seq) => said.find((one) => one.seq === seq),
      isMeant: ({ mentions }) => mentions !== undefined,
    },
    memos: {
      get: (name) => (name === "level" ? level : name === "mute" && muted ? "yes" : undefined),
      setting: (name) => settings[name],
    },
    threads: { subscribe: () => () => undefined, readIn: (_, root) => followed.get(root) },
    people: {
      get: (id) => ({ id, username: "bob", displayName: "Bob Brandt" }),
      subscribe: () => () => undefined,
    },
    presence: { of: (account) => ({ account, status }) },
    locks,
    desktop: { show, clear, onClick: () => () => undefined },
    isWanted: () => wanted,
    named: (body) => body.replace("<@1>", "@Alice Arnold"),
    words: (what) => what,
    now: () => now,
  });
  tabs.push(made);
  return made;
}

function becomes(change: Partial<ConversationState>): void {
  state = { ...state, ...change };
  told();
}

/** Bob says something, and whoever is to be called has been. */
async function says(to: Notifications, seq: number, more: Partial<Message> = {}): Promise<void> {
  to.receive([posted(seq, { body: `number **${seq}**`, ...more })]);
  await aMoment();
}

function aMoment(): Promise<void> {
  return new Promise((over) => setTimeout(over));
}

beforeEach(() => {
  vi.resetAllMocks();
  show.mockResolvedValue();
  clear.mockResolvedValue();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  locks = ownLocks();
  said = [];
  settings = { notify: "all" };
  followed = new Map();
  muted = false;
  level = undefined;
  status = "online";
  wanted = true;
  now = new Date("2026-11-26T12:00:00");
  const about = conversation({ kind: "group", name: "Lunch" });
  state = { id: 51, about, seq: 10, rev: 2, read: 10, unread: 0, mentions: 0, version: 1 };
});

afterEach(() => {
  for (const made of tabs.splice(0)) made.close();
});

describe("a message that calls", () => {
  it("is shown with who said it where, and leads to it", async () => {
    await says(tab(), 11);

    expect(show).toHaveBeenCalledExactlyOnceWith({
      tag: "conversation-51",
      title: "Lunch",
      text: "Bob Brandt: number 11",
      place: "/c/51/11",
      quiet: false,
    });
  });

  it("is shown by the name of who said it in a direct conversation", async () => {
    state = { ...state, about: conversation({ kind: "direct", with: BOB }) };
    await says(tab(), 11);

    expect(show.mock.lastCall![0]).toMatchObject({ title: "Bob Brandt", text: "number 11" });
  });

  it("is shown without its words, if they are not to be seen", async () => {
    settings["notify-text"] = "hidden";
    await says(tab(), 11);

    expect(show.mock.lastCall![0]).toMatchObject({ title: "Lunch", text: "newMessage" });
  });

  it("makes no sound of its own when it follows another in the same breath", async () => {
    const mine = tab();
    await says(mine, 11);
    now = new Date(now.getTime() + 1_000);
    await says(mine, 12);
    now = new Date(now.getTime() + 10_000);
    await says(mine, 13);

    expect(show.mock.calls.map(([note]) => note.quiet)).toEqual([false, true, false]);
  });

  it("is what is said in a thread that one follows, until it was read there", async () => {
    followed.set(3, 5);
    const mine = tab();
    await says(mine, 11, { thread: 3 });
    expect(show.mock.lastCall![0]).toMatchObject({ place: "/c/51/11" });

    becomes({ seq: 12, read: 12 });
    expect(clear).not.toHaveBeenCalled();
    followed.set(3, 11);
    becomes({});
    expect(clear).toHaveBeenCalledExactlyOnceWith("conversation-51");
  });

  it("is one that speaks to one, by name, where only such call", async () => {
    settings.notify = "none";
    level = "mentions";
    const mine = tab();
    await says(mine, 11);
    expect(show).not.toHaveBeenCalled();

    await says(mine, 12, toAlice);
    expect(show.mock.lastCall![0]).toMatchObject({ text: "Bob Brandt: Is @Alice Arnold there?" });
  });

  it("goes when it was read, wherever, and not before", async () => {
    await says(tab(), 11);
    becomes({ seq: 12 });
    expect(clear).not.toHaveBeenCalled();

    becomes({ read: 11 });

    expect(clear).toHaveBeenCalledExactlyOnceWith("conversation-51");
  });
});

describe("nobody is called", () => {
  it("for what is before their eyes, in this tab or another one", async () => {
    const behind = tab();
    const before = tab();
    before.look(51);
    await says(behind, 11);
    expect(show).not.toHaveBeenCalled();

    before.look(52);
    await says(behind, 12);
    expect(show).toHaveBeenCalledTimes(1);
  });

  it("for what has just come before their eyes, when other tabs do not know of that yet", async () => {
    vi.spyOn(locks, "isShared").mockResolvedValue(false);
    const mine = tab();
    mine.look(51);
    await says(mine, 11);

    expect(show).not.toHaveBeenCalled();
  });

  it("but for what is open in a page that nobody looks at", async () => {
    const mine = tab();
    mine.look(51);
    vi.mocked(document.hasFocus).mockReturnValue(false);
    window.dispatchEvent(new Event("blur"));
    await says(mine, 11);

    expect(show).toHaveBeenCalledTimes(1);
  });

  it("by more than one tab", async () => {
    const [one, other] = [tab(), tab()];
    await says(one, 11);
    await says(other, 11);
    expect(show).toHaveBeenCalledTimes(1);

    one.close();
    await aMoment();
    await says(other, 12);
    expect(show).toHaveBeenCalledTimes(2);
  });

  it("for what they said themselves, what only happened, or what was read already", async () => {
    const mine = tab();
    await says(mine, 11, { sender: alice.id });
    await says(mine, 11, { format: "system" });
    await says(mine, 10);

    expect(show).not.toHaveBeenCalled();
  });

  it("by those whom they have blocked", async () => {
    const mine = tab();
    mine.ignore(new Set([BOB]));
    await says(mine, 11);
    await says(mine, 12, { sender: 3, forwarded: BOB });
    expect(show).not.toHaveBeenCalled();

    mine.ignore(new Set());
    await says(mine, 13);
    expect(show).toHaveBeenCalledTimes(1);
  });

  it("where it is muted, while they are busy, in quiet hours, or on a device that is to be silent", async () => {
    const mine = tab();
    muted = true;
    await says(mine, 11);
    muted = false;
    status = "busy";
    await says(mine, 12);
    status = "online";
    settings.quiet = "11:00-13:00";
    await says(mine, 13);
    delete settings.quiet;
    wanted = false;
    await says(mine, 14);
    expect(show).not.toHaveBeenCalled();

    wanted = true;
    await says(mine, 15);
    expect(show).toHaveBeenCalledTimes(1);
  });

  it("for a thread that they do not follow, unless it names them", async () => {
    const mine = tab();
    await says(mine, 11, { thread: 3 });
    expect(show).not.toHaveBeenCalled();

    await says(mine, 12, { thread: 3, ...toAlice });
    expect(show).toHaveBeenCalledTimes(1);
  });

  it("for what is not meant for them, unless they want everything", async () => {
    delete settings.notify;
    said = [message(7, { sender: alice.id }), message(8)];
    const mine = tab();
    await says(mine, 11);
    await says(mine, 12, { replyTo: 8 });
    expect(show).not.toHaveBeenCalled();

    await says(mine, 13, { replyTo: 7 });
    await says(mine, 14, toAlice);
    await says(mine, 15, { priority: "important" });
    expect(show).toHaveBeenCalledTimes(2);

    await says(mine, 16, { priority: "urgent" });
    expect(show).toHaveBeenCalledTimes(3);
  });
});

describe("what was missed", () => {
  const missed = [changes([{ seq: 13, rev: 2, messages: [message(11), message(12)] }])];

  it("while the page was closed does not call when it opens", async () => {
    tab().receive(missed);
    await aMoment();

    expect(show).not.toHaveBeenCalled();
  });

  it("while the connection was lost calls once for each conversation", async () => {
    const mine = tab();
    mine.connected();
    mine.receive(missed);
    mine.receive(missed);
    await aMoment();

    expect(show).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ place: "/c/51/12" }));
  });

  it("in a large conversation calls those whom it speaks to, also who want no more", async () => {
    delete settings.notify;
    const mine = tab();
    mine.receive([{ type: "activity", conversation: 51, seq: 11, rev: 2 }]);
    expect(show).not.toHaveBeenCalled();

    mine.receive([{ type: "activity", conversation: 51, seq: 12, rev: 2, mentions: 1 }]);
    await aMoment();
    expect(show).toHaveBeenCalledTimes(1);
  });

  it("in a large conversation calls once, without words", async () => {
    const mine = tab();
    for (const seq of [11, 12, 13]) mine.receive([{ type: "activity", conversation: 51, seq, rev: 2 }]);
    await aMoment();

    expect(show).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ text: "newMessages" }));
  });
});
