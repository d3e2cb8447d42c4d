import type { ConversationId, Seq } from "@/wire/wire";

/** Where one was in each conversation when one left it; nothing if that was its end. */
export class Positions {
  private readonly kept = new Map<ConversationId, Seq>();

  get(id: ConversationId): Seq | undefined {
    return this.kept.get(id);
  }

  set(id: ConversationId, seq: Seq | undefined): void {
    if (seq === undefined) this.kept.delete(id);
    else this.kept.set(id, seq);
  }

  clear(): void {
    this.kept.clear();
  }
}
