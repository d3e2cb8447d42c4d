import { Refused } from "@/wire/http";
import type { AccountId, ConversationId, Memo, ServerFrame } from "@/wire/wire";

/** Of one conversation. */
export type MemoName = "draft" | "mute" | "aside" | "unread" | "star" | "folder" | "level";

/** Of the account as a whole; what other clients keep is not for here. */
export const settings = [
  "theme",
  "language",
  "density",
  "clock",
  "previews",
  "folders",
  "notify",
  "notify-text",
  "quiet",
] as const;
export type Setting = (typeof settings)[number];

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

/** Where a memo belongs: a conversation, or nowhere and everywhere. */
type Place = ConversationId | undefined;

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

  setting(name: Setting): string | undefined {
    return this.known.get(this.key(name, undefined))?.value;
  }

  /** Writes it here, and as soon as may be at the server; without a value it is taken away. */
  set(name: MemoName, id: ConversationId, value: string | undefined): void {
    this.put(this.key(name, id), value);
  }

  /** The same of a setting. */
  choose(name: Setting, value: string): void {
    this.put(this.key(name, undefined), value);
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

  private put(key: string, value: string | undefined): void {
    if (this.known.get(key)?.value === value) return;
    this.clock++;
    this.write(key, { ...(value !== undefined && { value }), clock: this.clock, unsaid: true });
    void this.say(key);
  }

  private async say(key: string): Promise<void> {
    const written = this.known.get(key);
    if (!written || this.saying.has(key)) return;
    const { name, conversation } = this.parts(key)!;
    const { value, clock } = written;
    this.saying.add(key);
    try {
      const stands = await this.options.keep({
        ...(conversation !== undefined && { conversation }),
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
    if (conversation === undefined && !settings.includes(name as Setting)) return;
    const key = this.key(name, conversation);
    const before = this.known.get(key);
    if (before && (before.unsaid || before.clock > clock)) return;
    this.write(key, { ...(value !== undefined && { value }), clock });
    if (before?.value !== value && conversation !== undefined)
      this.options.follow(name as MemoName, conversation);
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

  private key(name: string, place: Place): string {
    return `parley.memo.${this.options.account}.${place ?? ""}.${name}`;
  }

  private parts(key: string): { name: string; conversation: Place } | undefined {
    const prefix = `parley.memo.${this.options.account}.`;
    if (!key.startsWith(prefix)) return undefined;
    const [place = "", name = ""] = key.slice(prefix.length).split(".");
    return { name, conversation: place === "" ? undefined : Number(place) };
  }

  private tell(): void {
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}
