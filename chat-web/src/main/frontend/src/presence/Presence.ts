import type { AccountId, ClientFrame, ChosenStatus, Seen, ServerFrame } from "@/wire/wire";

const GATHER_MS = 150;
const MOST_WATCHED = 500;

/**
 * How people look, as far as somebody looks at them: whoever shows somebody says so, and the server is told of all of
 * them together. Without a connection nothing is known.
 */
export class Presence {
  private readonly seen = new Map<AccountId, Seen>();
  /** How many places show each of them; the ones that were shown last come last. */
  private readonly shown = new Map<AccountId, number>();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watched = "";
  private idle = false;

  constructor(
    private readonly me: AccountId,
    private readonly tell: (frame: ClientFrame) => boolean,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  of(account: AccountId): Seen | undefined {
    return this.seen.get(account);
  }

  /** Somebody is shown, until what comes back is called. */
  show(account: AccountId): () => void {
    const before = this.shown.get(account) ?? 0;
    this.shown.delete(account);
    this.shown.set(account, before + 1);
    this.watchSoon();
    return () => {
      const left = (this.shown.get(account) ?? 1) - 1;
      if (left > 0) this.shown.set(account, left);
      else this.shown.delete(account);
      this.watchSoon();
    };
  }

  receive(frames: readonly ServerFrame[]): void {
    let news = false;
    for (const frame of frames) {
      if (frame.type !== "presence") continue;
      for (const seen of frame.accounts) this.seen.set(seen.account, seen);
      news = true;
    }
    if (news) this.changed();
  }

  /** The connection is there, or is not. */
  connected(live: boolean): void {
    if (live) {
      if (this.watched !== "") return;
      this.watch();
      if (this.idle) this.tell({ type: "idle", on: true });
    } else if (this.watched !== "" || this.seen.size > 0) {
      this.watched = "";
      this.seen.clear();
      this.changed();
    }
  }

  /** This person does nothing, or something again. */
  turn(idle: boolean): void {
    if (idle === this.idle) return;
    this.idle = idle;
    this.tell({ type: "idle", on: idle });
  }

  /** This person says something else of themselves; false if nobody heard it. */
  say(status: ChosenStatus, text?: string, until?: string): boolean {
    return this.tell({ type: "status", status, ...(text && { text }), ...(until && { until }) });
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private watchSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.watch();
    }, GATHER_MS);
  }

  private watch(): void {
    const others = [...this.shown.keys()].filter((account) => account !== this.me);
    const accounts = [this.me, ...others.slice(1 - MOST_WATCHED)].sort((one, other) => one - other);
    const list = accounts.join(" ");
    if (list === this.watched || !this.tell({ type: "watch", accounts })) return;
    this.watched = list;
    for (const account of this.seen.keys()) if (!accounts.includes(account)) this.seen.delete(account);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
