import type { AccountId, OwnDecision, ServerFrame } from "@/wire/wire";

export interface ModerationOptions {
  storage: Storage;
  account: AccountId;
  /** How many wait for this account's decision. */
  count: () => Promise<number>;
  /** Something that lists of cases, reports or decisions show is otherwise. */
  changed: () => void;
}

interface Kept {
  /** Whether this account has ever been told that a queue is its business. */
  judges: boolean;
  /** What was decided about this account, and what it has looked at. */
  told: string[];
  seen: string[];
}

/** A decision, and once more when an appeal was answered. */
function nameOf({ id, reversed }: OwnDecision): string {
  return reversed === undefined ? String(id) : `${id}!`;
}

/** What waits for this account's decision, and whether something was decided about it that it has not looked at yet. */
export class Moderation {
  private readonly listeners = new Set<() => void>();
  private kept: Kept;
  private count: number | undefined;

  constructor(private readonly options: ModerationOptions) {
    this.kept = this.read();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** How many cases wait. */
  get waiting(): number {
    return this.count ?? 0;
  }

  /** Whether that is still to be learned. */
  get isAsking(): boolean {
    return this.kept.judges && this.count === undefined;
  }

  /** Whether there is a decision to be looked at. */
  get hasNews(): boolean {
    return this.kept.told.some((name) => !this.kept.seen.includes(name));
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type !== "self") continue;
      if (frame.decisions) this.tell(frame.decisions.map(nameOf));
      if (frame.queue) {
        this.write({ ...this.kept, judges: true });
        void this.ask();
      }
      if (frame.reports || frame.decisions || frame.queue) this.options.changed();
    }
  }

  /** The roles one has may be others than before. */
  connected(): void {
    if (this.kept.judges) void this.ask();
  }

  /** Somebody looks at what was decided about them. */
  looked(): void {
    this.write({ ...this.kept, seen: this.kept.told });
  }

  /** Another tab of this browser has written. */
  stored(key: string): void {
    if (key !== this.key) return;
    this.kept = this.read();
    this.say();
  }

  /** Takes it off this device. */
  forget(): void {
    this.options.storage.removeItem(this.key);
  }

  private tell(names: readonly string[]): void {
    this.write({ ...this.kept, told: [...new Set([...this.kept.told, ...names])] });
  }

  private async ask(): Promise<void> {
    try {
      this.count = await this.options.count();
    } catch {
      // It is asked again when the connection is back
      return;
    }
    this.say();
  }

  private get key(): string {
    return `parley.moderation.${this.options.account}`;
  }

  private read(): Kept {
    const nothing: Kept = { judges: false, told: [], seen: [] };
    try {
      return { ...nothing, ...(JSON.parse(this.options.storage.getItem(this.key) ?? "{}") as Partial<Kept>) };
    } catch {
      return nothing;
    }
  }

  private write(kept: Kept): void {
    this.kept = kept;
    try {
      this.options.storage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // It lasts as long as the page
    }
    this.say();
  }

  private say(): void {
    for (const listener of this.listeners) listener();
  }
}
