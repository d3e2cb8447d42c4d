import { Refused } from "@/wire/http";
import type { FollowedThread } from "@/wire/Api";
import type { AccountId, ConversationId, Message, Problem, Seq, ServerFrame, ThreadState } from "@/wire/wire";

export interface MyThreadsOptions {
  me: AccountId;
  load: () => Promise<{ threads: FollowedThread[] }>;
  message: (id: ConversationId, seq: Seq) => Message | undefined;
  /** Tells the server that one has read so far. */
  read: (id: ConversationId, root: Seq, seq: Seq) => void;
  follow: (id: ConversationId, root: Seq, on: boolean) => Promise<unknown>;
  refused: (problem: Problem | undefined) => void;
}

interface Followed {
  conversation: ConversationId;
  root: Seq;
  read: Seq;
  unread: number;
}

const READ_MS = 400;

/**
 * The threads that this account follows, and how much is unread in each: what the server says when one connects, and from
 * there on what comes. Whoever writes in a thread, or wrote its root, follows it; that is not told, it follows from the
 * message.
 */
export class MyThreads {
  private readonly listeners = new Set<() => void>();
  private readonly followed = new Map<string, Followed>();
  private readonly toReport = new Map<string, Followed>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private changes = 0;

  constructor(private readonly options: MyThreadsOptions) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  /** In how many threads something is unread. */
  get unread(): number {
    return [...this.followed.values()].filter(({ unread }) => unread > 0).length;
  }

  unreadIn(id: ConversationId, root: Seq): number {
    return this.followed.get(keyOf(id, root))?.unread ?? 0;
  }

  /** How much is unread in all the threads of a conversation. */
  unreadOf(id: ConversationId): number {
    return [...this.followed.values()]
      .filter(({ conversation }) => conversation === id)
      .reduce((all, { unread }) => all + unread, 0);
  }

  /** How far one has read in a thread; nothing if one does not follow it. */
  readIn(id: ConversationId, root: Seq): Seq | undefined {
    return this.followed.get(keyOf(id, root))?.read;
  }

  follows(id: ConversationId, root: Seq): boolean {
    return this.followed.has(keyOf(id, root));
  }

  /** Asks for all of it. */
  async connected(): Promise<void> {
    try {
      const { threads } = await this.options.load();
      this.followed.clear();
      for (const { root, read, unread } of threads) {
        const { conversation, seq } = root;
        this.followed.set(keyOf(conversation, seq), { conversation, root: seq, read, unread });
      }
      this.tell();
    } catch {
      // The next connection asks again
    }
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type === "message" && frame.thread !== undefined) this.answered(frame, frame.thread);
      else if (frame.type === "self") for (const state of frame.threads ?? []) this.take(state);
    }
  }

  /** This person has seen the replies up to this one. */
  read(id: ConversationId, root: Seq, seq: Seq): void {
    const thread = this.followed.get(keyOf(id, root));
    if (!thread || thread.read >= seq) return;
    this.followed.set(keyOf(id, root), { ...thread, read: seq, unread: 0 });
    this.toReport.set(keyOf(id, root), { ...thread, read: seq });
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const said of this.toReport.values()) this.options.read(said.conversation, said.root, said.read);
      this.toReport.clear();
    }, READ_MS);
    this.tell();
  }

  follow(id: ConversationId, root: Seq, on: boolean): void {
    const before = this.followed.get(keyOf(id, root));
    this.set(id, root, on, before);
    this.options.follow(id, root, on).catch((failure: unknown) => {
      this.set(id, root, !on, before);
      this.options.refused(failure instanceof Refused ? failure.problem : undefined);
    });
  }

  private set(id: ConversationId, root: Seq, on: boolean, before: Followed | undefined): void {
    const key = keyOf(id, root);
    if (!on) this.followed.delete(key);
    else if (!this.followed.has(key))
      this.followed.set(key, before ?? { conversation: id, root, read: 0, unread: 0 });
    this.tell();
  }

  private answered({ conversation, seq, sender }: Message, root: Seq): void {
    const { me, message } = this.options;
    const key = keyOf(conversation, root);
    const there = this.followed.get(key);
    if (sender === me) {
      this.followed.set(key, { conversation, root, read: seq, unread: 0 });
    } else if (there) {
      if (seq > there.read) this.followed.set(key, { ...there, unread: there.unread + 1 });
    } else if (message(conversation, root)?.sender === me && !message(conversation, root)?.replies) {
      this.followed.set(key, { conversation, root, read: 0, unread: 1 });
    } else {
      return;
    }
    this.tell();
  }

  private take({ conversation, seq: root, following, read }: ThreadState): void {
    const key = keyOf(conversation, root);
    const there = this.followed.get(key);
    if (!following) this.followed.delete(key);
    else if (!there) this.followed.set(key, { conversation, root, read, unread: 0 });
    else if (read > there.read) this.followed.set(key, { ...there, read, unread: 0 });
    this.tell();
  }

  private tell(): void {
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}

function keyOf(id: ConversationId, root: Seq): string {
  return `${id}/${root}`;
}
