import { Refused } from "@/wire/http";
import type { ConversationId, Format, HeldBack, Problem, Purpose, Seq } from "@/wire/wire";
import type { Locks } from "@/identity/locks";
import { pause, type Backoff } from "./Backoff";

/** A message that the server has not acknowledged. Its `id` is the same in every try. */
export interface OutboxItem extends Purpose {
  /** Its place in the order of writing; given by the storage. */
  n?: number;
  id: string;
  conversation: ConversationId;
  body: string;
  format: Format;
  replyTo?: Seq;
  /** The root of the thread it is to belong to. */
  thread?: Seq;
  /** When it was written, by this device's clock. */
  at: string;
  /** `failed`: the server said no, and the same words will not do. `held`: a moderator looks at it first. */
  state: "waiting" | "failed" | "held";
  problem?: Problem;
  /** Its writer was asked whether it should be posted, and wants it to be. */
  anyway?: boolean;
}

/** An item as it is shown: `sent` is acknowledged, but its message was not seen to come in yet. */
export interface PendingMessage extends Omit<OutboxItem, "state"> {
  state: "waiting" | "sending" | "failed" | "held" | "sent";
  seq?: Seq;
}

/** Where items outlive the page. Answers them in the order of writing. */
export interface OutboxStorage {
  add(item: OutboxItem): Promise<void>;
  all(): Promise<OutboxItem[]>;
  change(id: string, change: Partial<OutboxItem>): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Tells the other tabs. */
export interface Channel {
  post(word: OutboxWord): void;
  onWord: ((word: OutboxWord) => void) | undefined;
}

/** What tabs tell each other: something was written or changed; something was acknowledged. */
export type OutboxWord = { kind: "changed" } | { kind: "sent"; id: string; seq: Seq };

export interface OutboxOptions {
  storage: OutboxStorage;
  locks: Locks;
  /** Part of the locks' names: tabs of one account share an outbox. */
  account: number;
  channel: Channel;
  /**
   * Posts it; answers its number when it is acknowledged, or nothing if it is held back. Throws Refused, or anything else
   * if there was no answer.
   */
  post: (item: OutboxItem) => Promise<Seq | undefined>;
  random?: () => number;
}

const again: Backoff = { firstMs: 1000, mostMs: 20_000 };
/** A fault of the server may be a fault of the message; it is tried so often before a person is asked. */
const MOST_FAULTS = 3;

/**
 * What was written and is not acknowledged. An item is kept before it is sent and removed when, and only when, the
 * server says `ok`; so it outlives a reload, a crash, a night without a network. The items of one conversation are sent
 * one after another, in the order of writing, by one tab at a time.
 */
export class Outbox {
  private shown: readonly PendingMessage[] = [];
  private readonly sent = new Map<string, PendingMessage>();
  private readonly sending = new Set<string>();
  private readonly draining = new Set<ConversationId>();
  private readonly listeners = new Set<() => void>();
  private readonly wakers = new Set<() => void>();
  private live = false;
  private turn = 0;

  constructor(private readonly options: OutboxOptions) {
    options.channel.onWord = (word) => void this.heard(word);
  }

  get items(): readonly PendingMessage[] {
    return this.shown;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async load(): Promise<void> {
    await this.show();
  }

  /** Keeps a message; it is safe when this is done, and sent as soon as may be. */
  async add(item: Omit<OutboxItem, "n" | "state" | "problem">): Promise<void> {
    await this.options.storage.add({ ...item, state: "waiting" });
    this.options.channel.post({ kind: "changed" });
    await this.show();
    this.drainAll();
  }

  /** Tries a failed one again; one that a rule has warned of, nevertheless. */
  async retry(id: string): Promise<void> {
    const failed = this.shown.find((item) => item.id === id);
    const warned = failed?.problem?.code === "message.warned";
    await this.options.storage.change(id, { state: "waiting", ...(warned && { anyway: true }) });
    this.options.channel.post({ kind: "changed" });
    await this.show();
    this.drainAll();
  }

  async discard(id: string): Promise<void> {
    await this.options.storage.remove(id);
    this.options.channel.post({ kind: "changed" });
    await this.show();
  }

  /** The connection is there, or gone. */
  connected(live: boolean): void {
    this.live = live;
    for (const wake of this.wakers) wake();
    if (live) this.drainAll();
  }

  /** The message came in and is shown as such. */
  arrived(ids: Iterable<string>): void {
    let changed = false;
    for (const id of ids) {
      changed = this.sent.delete(id) || changed;
      if (this.shown.some((item) => item.id === id && item.state === "held")) void this.discard(id);
    }
    if (changed) void this.show();
  }

  /**
   * What became of messages that the server has held back, of whichever device they are: one is shown as long as it
   * waits, and, where it was dropped, until its writer has seen why.
   */
  async heldBack(told: readonly HeldBack[]): Promise<void> {
    await this.options.locks.run(`parley.outbox.${this.options.account}.held`, async () => {
      const { storage } = this.options;
      for (const { conversation, id, at, state, words, body, replyTo, thread, reason } of told) {
        const known = (await storage.all()).find((item) => item.id === id);
        if (state === "released") await storage.remove(id);
        else if (state === "dropped")
          await storage.change(id, { state: "failed", problem: refused(reason ?? words) });
        else if (known) await storage.change(id, { state: "held" });
        else if (body !== undefined)
          await storage.add({
            id,
            conversation,
            body,
            format: "markdown",
            at,
            state: "held",
            ...(replyTo !== undefined && { replyTo }),
            ...(thread !== undefined && { thread }),
          });
      }
    });
    this.options.channel.post({ kind: "changed" });
    await this.show();
  }

  private drainAll(): void {
    if (!this.live) return;
    const conversations = new Set(this.shown.filter(isWaiting).map((item) => item.conversation));
    for (const conversation of conversations) void this.drain(conversation);
  }

  private async drain(conversation: ConversationId): Promise<void> {
    if (this.draining.has(conversation)) return;
    this.draining.add(conversation);
    try {
      await this.options.locks.run(`parley.outbox.${this.options.account}.${conversation}`, async () => {
        while (this.live) {
          const next = await this.next(conversation);
          if (!next) return;
          await this.send(next);
        }
      });
    } finally {
      this.draining.delete(conversation);
    }
    // What was added between the last look and the end
    if (this.live && (await this.next(conversation))) void this.drain(conversation);
  }

  private async next(conversation: ConversationId): Promise<OutboxItem | undefined> {
    const items = await this.options.storage.all();
    return items.find((item) => item.conversation === conversation && isWaiting(item));
  }

  /** Sends one until the server has said yes or no, or is gone. */
  private async send(item: OutboxItem): Promise<void> {
    this.sending.add(item.id);
    await this.show();
    try {
      for (let attempt = 0; this.live; attempt++) {
        try {
          const seq = await this.options.post(item);
          if (seq === undefined) {
            await this.options.storage.change(item.id, { state: "held" });
            this.options.channel.post({ kind: "changed" });
            return;
          }
          this.sent.set(item.id, { ...item, state: "sent", seq });
          await this.options.storage.remove(item.id);
          this.options.channel.post({ kind: "sent", id: item.id, seq });
          return;
        } catch (failure) {
          if (!(failure instanceof Refused)) return await this.wait(pause(again, attempt, this.random));
          const { problem } = failure;
          if (!passes(problem, attempt)) {
            await this.options.storage.change(item.id, { state: "failed", problem });
            this.options.channel.post({ kind: "changed" });
            return;
          }
          await this.wait(problem.retryAfter ?? pause(again, attempt, this.random));
        }
      }
    } finally {
      this.sending.delete(item.id);
      await this.show();
    }
  }

  private get random(): () => number {
    return this.options.random ?? Math.random;
  }

  /** Waits, but no longer than till the connection comes or goes. */
  private wait(ms: number): Promise<void> {
    return new Promise((done) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        done();
      };
      const timer = setTimeout(wake, ms);
      this.wakers.add(wake);
    });
  }

  private async heard(word: OutboxWord): Promise<void> {
    if (word.kind === "sent") {
      const item = this.shown.find((shown) => shown.id === word.id);
      if (item && item.state !== "sent") this.sent.set(word.id, { ...item, state: "sent", seq: word.seq });
    }
    await this.show();
    this.drainAll();
  }

  private async show(): Promise<void> {
    const turn = ++this.turn;
    const kept = await this.options.storage.all();
    if (turn !== this.turn) return;
    const waiting = kept.filter((item) => !this.sent.has(item.id));
    this.shown = [
      ...this.sent.values(),
      ...waiting.map((item) => ({
        ...item,
        state: this.sending.has(item.id) ? ("sending" as const) : item.state,
      })),
    ];
    for (const listener of this.listeners) listener();
  }
}

function isWaiting(item: { state: string }): boolean {
  return item.state === "waiting" || item.state === "sending";
}

/** As if the server had said so when it was sent. */
function refused(detail: string): Problem {
  const code = "message.refused";
  return { type: `urn:parley:problem:${code}`, title: detail, status: 403, detail, code };
}

/** Whether the same words may be taken a little later. */
function passes(problem: Problem, attempt: number): boolean {
  if (problem.status === 401 || problem.status === 429 || problem.status === 503) return true;
  return problem.status >= 500 && attempt + 1 < MOST_FAULTS;
}

/** An outbox for browsers that keep nothing: it lasts as long as the page. */
export class OutboxInMemory implements OutboxStorage {
  private items: OutboxItem[] = [];
  private n = 0;

  add(item: OutboxItem): Promise<void> {
    this.items = [...this.items, { ...item, n: ++this.n }];
    return Promise.resolve();
  }
  all(): Promise<OutboxItem[]> {
    return Promise.resolve(this.items);
  }
  change(id: string, change: Partial<OutboxItem>): Promise<void> {
    this.items = this.items.map((item) => (item.id === id ? { ...item, ...change } : item));
    return Promise.resolve();
  }
  remove(id: string): Promise<void> {
    this.items = this.items.filter((item) => item.id !== id);
    return Promise.resolve();
  }
}
