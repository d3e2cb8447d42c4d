import type { AccountId, ConversationId, Seq } from "@/wire/wire";

/** What was begun in threads and not sent. It stays on this device. */
export class ThreadDrafts {
  constructor(
    private readonly storage: Storage,
    private readonly account: AccountId,
  ) {}

  get(conversation: ConversationId, root: Seq): string {
    return this.storage.getItem(this.key(conversation, root)) ?? "";
  }

  set(conversation: ConversationId, root: Seq, text: string): void {
    if (text === "") this.storage.removeItem(this.key(conversation, root));
    else this.storage.setItem(this.key(conversation, root), text);
  }

  /** In how many threads something was begun. */
  get count(): number {
    return this.keys().length;
  }

  discardAll(): void {
    for (const key of this.keys()) this.storage.removeItem(key);
  }

  private keys(): string[] {
    return Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? "").filter(
      (key) => key.startsWith(this.prefix),
    );
  }

  private key(conversation: ConversationId, root: Seq): string {
    return `${this.prefix}${conversation}.${root}`;
  }

  private get prefix(): string {
    return `parley.thread-draft.${this.account}.`;
  }
}
