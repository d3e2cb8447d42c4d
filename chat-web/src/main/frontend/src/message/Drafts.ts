import type { AccountId, ConversationId, Seq } from "@/wire/wire";

/** What stands in a conversation's composer. */
export interface Draft {
  text: string;
  /** The message whose new body it is to be; without one it is a message to be sent. */
  editing?: Seq;
  /** The message it answers. */
  replyTo?: Seq;
  /** What stood there before the editing began; it comes back after. */
  before?: string;
}

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
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(id: ConversationId): Draft {
    const stored = this.storage.getItem(this.key(id));
    const known = this.read.get(id);
    if (known?.stored === stored) return known.draft;
    const draft = stored === null ? noDraft : (JSON.parse(stored) as Draft);
    this.read.set(id, { stored, draft });
    return draft;
  }

  set(id: ConversationId, draft: Draft): void {
    const empty = draft.text === "" && draft.editing === undefined && draft.replyTo === undefined;
    if (empty) this.storage.removeItem(this.key(id));
    else this.storage.setItem(this.key(id), JSON.stringify(draft));
    this.changed();
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

  private key(id: ConversationId | ""): string {
    return `parley.draft.${this.account}.${id}`;
  }
}
