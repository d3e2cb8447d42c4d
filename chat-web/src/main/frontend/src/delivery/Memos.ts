import { Refused } from "@/wire/http";
import type { AccountId, ConversationId, Memo, ServerFrame } from "@/wire/wire";

export type MemoName = "draft" | "mute" | "aside";

/** What is known of one; `unsaid` as long as the server has not heard of it. */
interface Written {
  value?: string;
  clock: number;
  unsaid?: boolean;
}

export interface MemosOptions {
  storage: Storage;
  account: AccountId;
  /** Has the server keep it; the answer is what stands. */
  keep: (memo: Omit<Memo, "device">) => Promise<Memo>;
  /** Another device has written this. */
  follow: (name: MemoName, id: ConversationId) => void;
}

/**
 * What this account keeps for itself, on all its devices: the same here and there, and the last write stands. A write
 * counts from the greatest clock that was known when it was made, however late the server hears of it.
 */
export class Memos {
  private readonly listeners = new Set<() => void>();
  private readonly known = new Map<string, Written>();
  private readonly saying = new Set<string>();
  private clock = 0;
  private changes = 0;

  constructor(private readonly options: MemosOptions) {
    const { storage } = options;
    for (let index = 0; index < storage.length; index++) this.reread(storage.key(index) ?? "");
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  get(name: MemoName, id: ConversationId): string | undefined {
    return this.known.get(this.key(name, id))?.value;
  }

  /** Writes it here, and as soon as may be at the server; without a value it is taken away. */
  set(name: MemoName, id: ConversationId, value: string | undefined): void {
    if (this.get(name, id) === value) return;
    const key = this.key(name, id);
    this.clock++;
    this.write(key, { ...(value !== undefined && { value }), clock: this.clock, unsaid: true });
    void this.say(key);
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type !== "self") continue;
      for (const memo of frame.memos ?? []) this.take(memo);
    }
  }

  /** Says what the server has not heard. */
  connected(): void {
    for (const [key, { unsaid }] of this.known) if (unsaid) void this.say(key);
  }

  /** Another tab of this browser has written. */
  stored(key: string): void {
    if (this.reread(key)) this.tell();
  }

  /** Takes off this device what the server knows; the rest only if asked to. */
  forget(alsoUnsaid: boolean): void {
    for (const [key, { unsaid }] of this.known) {
      if (unsaid && !alsoUnsaid) continue;
      this.known.delete(key);
      this.options.storage.removeItem(key);
    }
    this.tell();
  }

  private async say(key: string): Promise<void> {
    const written = this.known.get(key);
    if (!written || this.saying.has(key)) return;
    const { name, id } = this.parts(key)!;
    const { value, clock } = written;
    this.saying.add(key);
    try {
      const stands = await this.options.keep({
        conversation: id,
        name,
        ...(value !== undefined && { value }),
        clock,
      });
      if (this.known.get(key) === written) {
        this.write(key, { ...(value !== undefined && { value }), clock });
        this.take(stands);
      }
    } catch (failure) {
      // What is refused for good is not said again; everything else when the connection is back
      if (failure instanceof Refused && failure.problem.status < 429)
        this.write(key, { ...(value !== undefined && { value }), clock });
    } finally {
      this.saying.delete(key);
    }
    const now = this.known.get(key);
    if (now?.unsaid && now !== written) await this.say(key);
  }

  /** What was written here and not heard yet is for the server to compare. */
  private take({ name, conversation, value, clock }: Memo): void {
    this.clock = Math.max(this.clock, clock);
    if (conversation === undefined) return;
    const key = this.key(name as MemoName, conversation);
    const before = this.known.get(key);
    if (before && (before.unsaid || before.clock > clock)) return;
    this.write(key, { ...(value !== undefined && { value }), clock });
    if (before?.value !== value) this.options.follow(name as MemoName, conversation);
  }

  private write(key: string, written: Written): void {
    this.known.set(key, written);
    this.options.storage.setItem(key, JSON.stringify(written));
    this.tell();
  }

  private reread(key: string): boolean {
    if (!this.parts(key)) return false;
    const stored = this.options.storage.getItem(key);
    if (stored === null) return this.known.delete(key);
    const written = JSON.parse(stored) as Written;
    this.known.set(key, written);
    this.clock = Math.max(this.clock, written.clock);
    return true;
  }

  private key(name: MemoName, id: ConversationId): string {
    return `parley.memo.${this.options.account}.${id}.${name}`;
  }

  private parts(key: string): { name: MemoName; id: ConversationId } | undefined {
    const prefix = `parley.memo.${this.options.account}.`;
    if (!key.startsWith(prefix)) return undefined;
    const [id, name] = key.slice(prefix.length).split(".");
    return { name: name as MemoName, id: Number(id) };
  }

  private tell(): void {
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}
