import { Refused } from "@/wire/http";
import type { AccountId, ConversationId, Message, Problem, SavedMark, Seq, ServerFrame } from "@/wire/wire";

export interface SavedOptions {
  /** Marks of which kind these are: what they are called in frames. */
  kind?: "saved" | "hidden";
  storage: Storage;
  account: AccountId;
  /** Has the server mark it, or not any more. */
  say: (conversation: ConversationId, seq: Seq, on: boolean) => Promise<unknown>;
  /** The server does not want it. */
  refused: (problem: Problem) => void;
}

/** By a message, whether it is marked and the server knows so (`true`), or whether it is yet to be told so or otherwise. */
type Marks = Record<string, true | { on: boolean }>;

type Place = Pick<Message, "conversation" | "seq">;

/**
 * The messages that this account has marked for itself in some way, the same on all its devices. A mark is shown at once and said as
 * soon as may be, again when the connection is back: saying it twice does no harm.
 */
export class Saved {
  private readonly listeners = new Set<() => void>();
  private readonly saying = new Set<string>();
  private marks: Marks;
  private changes = 0;

  constructor(private readonly options: SavedOptions) {
    this.marks = this.kept();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  has({ conversation, seq }: Place): boolean {
    const mark = this.marks[`${conversation}/${seq}`];
    return mark === true || mark?.on === true;
  }

  set({ conversation, seq }: Place, on: boolean): void {
    const key = `${conversation}/${seq}`;
    this.write({ ...this.marks, [key]: { on } });
    void this.say(key);
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) if (frame.type === "self") this.take(frame[this.kind] ?? []);
  }

  /** Says what was not answered. */
  connected(): void {
    for (const [key, mark] of Object.entries(this.marks)) if (mark !== true) void this.say(key);
  }

  /** Another tab of this browser has written. */
  stored(key: string): void {
    if (key !== this.key) return;
    this.marks = this.kept();
    this.tell();
  }

  /** Takes it off this device. */
  forget(): void {
    this.write({});
    this.options.storage.removeItem(this.key);
  }

  private take(told: readonly SavedMark[]): void {
    if (told.length === 0) return;
    const marks = new Map(Object.entries(this.marks));
    for (const { conversation, seq, at } of told) {
      const key = `${conversation}/${seq}`;
      // What was done here last is said to the server yet, and stands
      if (typeof marks.get(key) === "object") continue;
      if (at === undefined) marks.delete(key);
      else marks.set(key, true);
    }
    this.write(Object.fromEntries(marks));
  }

  private async say(key: string): Promise<void> {
    const mark = this.marks[key];
    if (mark === undefined || mark === true || this.saying.has(key)) return;
    this.saying.add(key);
    const [conversation, seq] = key.split("/").map(Number) as [ConversationId, Seq];
    let heard = false;
    try {
      await this.options.say(conversation, seq, mark.on);
      heard = true;
    } catch (failure) {
      // Without an answer it is said again when the connection is back; so is what would be taken a little later
      if (failure instanceof Refused && failure.problem.status < 429) {
        this.settle(key, mark, !mark.on);
        this.options.refused(failure.problem);
      }
    } finally {
      this.saying.delete(key);
    }
    if (!heard) return;
    this.settle(key, mark, mark.on);
    await this.say(key);
  }

  /** What was said is so, unless something else was meanwhile. */
  private settle(key: string, mark: Marks[string], on: boolean): void {
    if (this.marks[key] !== mark) return;
    const { [key]: _, ...marks } = this.marks;
    this.write(on ? { ...marks, [key]: true } : marks);
  }

  private get key(): string {
    return `parley.${this.kind}.${this.options.account}`;
  }

  private get kind(): "saved" | "hidden" {
    return this.options.kind ?? "saved";
  }

  private kept(): Marks {
    try {
      return JSON.parse(this.options.storage.getItem(this.key) ?? "{}") as Marks;
    } catch {
      return {};
    }
  }

  private write(marks: Marks): void {
    this.marks = marks;
    try {
      this.options.storage.setItem(this.key, JSON.stringify(marks));
    } catch {
      // It lasts as long as the page
    }
    this.tell();
  }

  private tell(): void {
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}
