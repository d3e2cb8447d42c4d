import type { AccountId, ConversationId, Position, Seq, ServerFrame } from "@/wire/wire";

const REPORT_MS = 2_000;
/** The server takes no more in one frame. */
const MOST_REPORTED = 500;

export interface ReceiptSource {
  positions(id: ConversationId): Promise<{ positions?: Position[] }>;
}

/** Tells the server what has come; whether it could be told. */
export type Report = (positions: Record<ConversationId, Seq>) => boolean;

/**
 * How far others have come, and what has come here. Where others are is known of the conversations that were opened, and
 * only in memory: it comes again when they are opened, or when the connection comes back.
 */
export class Receipts {
  private readonly listeners = new Set<() => void>();
  private readonly known = new Map<ConversationId, ReadonlyMap<AccountId, Position> | null>();
  private readonly toReport = new Map<ConversationId, Seq>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly me: AccountId,
    private readonly source: ReceiptSource,
    private readonly report: Report,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Where the others are; null where nobody is named, nothing if it is not known. */
  positions(id: ConversationId): ReadonlyMap<AccountId, Position> | null | undefined {
    return this.known.get(id);
  }

  /** Asks where the others are. Whatever the reason that it cannot be told, then it is not shown. */
  async load(id: ConversationId): Promise<void> {
    try {
      const { positions } = await this.source.positions(id);
      this.known.set(id, positions ? new Map() : null);
      this.move(id, positions ?? []);
    } catch {
      this.forget(id);
    }
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      switch (frame.type) {
        case "receipts":
          this.move(frame.conversation, frame.positions);
          break;
        case "self":
          if (frame.receipts !== undefined) this.forget();
          break;
        case "conversation":
          if (frame.conversation.receipts !== "on") this.forget(frame.conversation.id);
          break;
        case "message":
          if (frame.sender !== this.me) this.arrived(frame.conversation, frame.seq);
          break;
        case "changes":
          for (const { id, seq, left } of frame.conversations) if (!left) this.arrived(id, seq);
          break;
      }
    }
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private move(id: ConversationId, positions: readonly Position[]): void {
    const before = this.known.get(id);
    if (before) {
      const after = new Map(before);
      for (const position of positions)
        if (position.account !== this.me) after.set(position.account, position);
      this.known.set(id, after);
    }
    this.tell();
  }

  private forget(id?: ConversationId): void {
    if (id === undefined) this.known.clear();
    else this.known.delete(id);
    this.tell();
  }

  private arrived(id: ConversationId, seq: Seq): void {
    this.toReport.set(id, Math.max(seq, this.toReport.get(id) ?? 0));
    this.timer ??= setTimeout(() => this.tellServer(), REPORT_MS);
  }

  /** What cannot be told waits for the next time. */
  private tellServer(): void {
    this.timer = undefined;
    const some = [...this.toReport].slice(0, MOST_REPORTED);
    if (this.report(Object.fromEntries(some) as Record<ConversationId, Seq>)) {
      for (const [id] of some) this.toReport.delete(id);
    }
    if (this.toReport.size > 0) this.timer = setTimeout(() => this.tellServer(), REPORT_MS);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
