import type { AccountId, ConversationId, Purpose, Seq } from "@/wire/wire";

/** A message on its way from the composer to the outbox. */
export interface Handed extends Purpose {
  id: string;
  body: string;
  at: string;
  replyTo?: Seq;
}

/** What stands in a conversation's composer. */
export interface Draft {
  text: string;
  /** The message whose new body it is to be; without one it is a message to be sent. */
  editing?: Seq;
  /** The message it answers. */
  replyTo?: Seq;
  /** What stood there before the editing began; it comes back after. */
  before?: string;
  /** What was sent off but is not in the outbox yet. A page that dies in that moment finds it here again. */
  handed?: Handed[];
}

type Unsent = Pick<Draft, "text" | "replyTo">;

export const noDraft: Draft = { text: "" };

/**
 * What was typed and not sent, by conversation. It is stored with every key: a reload, a crash or a closed lid cost
 * nothing.
 */
export class Drafts {
  private readonly listeners = new Set<() => void>();
  private readonly read = new Map<ConversationId, { stored: string | null; draft: Draft }>();

  constructor(
    private readonly storage: Storage,
    private readonly account: AccountId,
    /** Something was typed here. */
    private readonly typed: (id: ConversationId) => void = () => undefined,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(id: ConversationId): Draft {
    const stored = this.storage.getItem(this.key(id));
    const known = this.read.get(id);
    if (known && known.stored === stored) return known.draft;
    const draft = stored === null ? noDraft : (JSON.parse(stored) as Draft);
    this.read.set(id, { stored, draft });
    return draft;
  }

  /** What stands in the composer now; what is on its way to the outbox stays on it. */
  set(id: ConversationId, draft: Omit<Draft, "handed">): void {
    const { handed } = this.get(id);
    this.put(id, { ...draft, ...(handed && { handed }) });
  }

  /** What was being written for sending, whatever else stands in the composer now; nothing if that is nothing. */
  unsent(id: ConversationId): string | undefined {
    const { text, replyTo, editing, before = "" } = this.get(id);
    const words: Unsent =
      editing === undefined ? { text, ...(replyTo !== undefined && { replyTo }) } : { text: before };
    return words.text === "" && words.replyTo === undefined ? undefined : JSON.stringify(words);
  }

  /** Another device has written on: what was being written for sending is this now. */
  follow(id: ConversationId, unsent: string | undefined): void {
    const words = unsent === undefined ? noDraft : (JSON.parse(unsent) as Unsent);
    const { handed, ...draft } = this.get(id);
    const next = draft.editing === undefined ? words : { ...draft, before: words.text };
    this.store(id, { ...next, ...(handed && { handed }) });
  }

  /** The text leaves the composer for the outbox. */
  handOver(id: ConversationId, item: Handed): void {
    this.put(id, { text: "", handed: [...(this.get(id).handed ?? []), item] });
  }

  /** It has arrived there. */
  handedOver(id: ConversationId, itemId: string): void {
    const { handed = [], ...draft } = this.get(id);
    const left = handed.filter((item) => item.id !== itemId);
    this.put(id, { ...draft, ...(left.length > 0 && { handed: left }) });
  }

  /** It could not be kept there: it comes back, before what was typed since. */
  handBack(id: ConversationId, item: Handed): void {
    this.handedOver(id, item.id);
    const draft = this.get(id);
    const text = draft.text === "" ? item.body : `${item.body}\n${draft.text}`;
    this.put(id, { ...draft, text, ...(item.replyTo !== undefined && { replyTo: item.replyTo }) });
  }

  /** The conversations in which something was typed. */
  all(): ConversationId[] {
    const prefix = this.key("");
    return Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? "")
      .filter((key) => key.startsWith(prefix))
      .map((key) => Number(key.slice(prefix.length)));
  }

  discardAll(): void {
    for (const id of this.all()) this.storage.removeItem(this.key(id));
    this.changed();
  }

  /** Another tab may have typed. */
  changed(): void {
    for (const listener of this.listeners) listener();
  }

  private put(id: ConversationId, draft: Draft): void {
    this.store(id, draft);
    this.typed(id);
  }

  private store(id: ConversationId, draft: Draft): void {
    const empty =
      draft.text === "" && draft.editing === undefined && draft.replyTo === undefined && !draft.handed;
    if (empty) this.storage.removeItem(this.key(id));
    else this.storage.setItem(this.key(id), JSON.stringify(draft));
    this.changed();
  }

  private key(id: ConversationId | ""): string {
    return `parley.draft.${this.account}.${id}`;
  }
}
