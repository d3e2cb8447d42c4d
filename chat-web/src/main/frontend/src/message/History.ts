import type { Connection } from "@/delivery/Connection";
import type { LocalCopy } from "@/delivery/LocalCopy";
import type { Store } from "@/delivery/Store";
import type { Api, HistoryPage } from "@/wire/Api";
import type { ConversationId, Seq } from "@/wire/wire";

const PAGE = 50;
const FROM_COPY = 100;

type Where = { before?: Seq; after?: Seq; around?: Seq };

/** Brings pages of a conversation into memory: from this device's copy where it has them, else from the server. */
export class History {
  private readonly underway = new Map<string, Promise<void>>();

  constructor(
    private readonly store: Store,
    private readonly copy: LocalCopy,
    private readonly connection: Connection,
    private readonly api: Api,
  ) {}

  /** Sees to it that the stretch around a number is there. */
  open(id: ConversationId, around: Seq): Promise<void> {
    return this.once(`${id} around ${around}`, async () => {
      if (around < 1 || this.store.stretch(id, around)) return;
      const kept = this.store.keptAround(id, around);
      if (kept)
        return this.fromCopy(
          id,
          Math.max(kept[0], around - FROM_COPY),
          Math.min(kept[1], around + FROM_COPY),
        );
      const state = this.store.conversation(id);
      const end = state?.left ?? state?.seq ?? around;
      if (around >= end) await this.newest(id, end);
      else await this.around(id, around);
    });
  }

  /** The page before what is there. */
  older(id: ConversationId, from: Seq): Promise<void> {
    if (from <= 1) return Promise.resolve();
    return this.once(`${id} before ${from}`, async () => {
      const kept = this.store.keptAround(id, from - 1);
      if (kept) return this.fromCopy(id, Math.max(kept[0], from - FROM_COPY), from - 1);
      const { messages, more } = await this.ask(id, { before: from });
      this.store.addHistory(id, more ? (messages[0]?.seq ?? 1) : 1, from - 1, messages);
    });
  }

  /** The page after what is there. */
  newer(id: ConversationId, to: Seq): Promise<void> {
    return this.once(`${id} after ${to}`, async () => {
      const kept = this.store.keptAround(id, to + 1);
      if (kept) return this.fromCopy(id, to + 1, Math.min(kept[1], to + FROM_COPY));
      const { messages, more } = await this.ask(id, { after: to });
      const last = messages.at(-1)?.seq ?? to;
      const state = this.store.conversation(id);
      const end = more ? last : Math.max(last, state?.left ?? 0);
      this.store.addHistory(id, to + 1, end, messages);
    });
  }

  /**
   * Nobody reads there any more: much that was loaded is let go. Not while pages are on their way: what changed since
   * they were read must be there to be known as newer.
   */
  close(id: ConversationId): void {
    if (this.underway.size === 0) this.store.letGo(id);
  }

  private async newest(id: ConversationId, end: Seq): Promise<void> {
    const { messages, more } = await this.ask(id, {});
    const last = messages.at(-1)?.seq ?? 0;
    this.store.addHistory(id, more ? (messages[0]?.seq ?? 1) : 1, Math.max(last, end), messages);
  }

  private async around(id: ConversationId, seq: Seq): Promise<void> {
    const { messages, more } = await this.ask(id, { around: seq });
    const [first, last] = [messages[0]?.seq ?? seq, messages.at(-1)?.seq ?? seq];
    this.store.addHistory(id, more ? Math.min(first, seq) : 1, Math.max(last, seq), messages);
  }

  private async ask(id: ConversationId, where: Where): Promise<HistoryPage> {
    if (this.connection.state.phase !== "live") return this.api.history(id, { ...where, limit: PAGE });
    const { messages = [], more = false } = await this.connection.ask({
      type: "history",
      conversation: id,
      ...where,
      limit: PAGE,
    });
    return { messages, more };
  }

  private async fromCopy(id: ConversationId, from: Seq, to: Seq): Promise<void> {
    this.store.addHistory(id, from, to, await this.copy.messages(id, from, to), true);
  }

  private once(name: string, work: () => Promise<void>): Promise<void> {
    const there = this.underway.get(name);
    if (there) return there;
    const begun = work().finally(() => this.underway.delete(name));
    this.underway.set(name, begun);
    return begun;
  }
}
