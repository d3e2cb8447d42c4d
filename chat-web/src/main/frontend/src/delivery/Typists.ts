import type { AccountId, ConversationId } from "@/wire/wire";

const TYPING_MS = 5_000;

/** Who is writing just now: each for some seconds after one was told, or until they have said it. */
export class Typists {
  private readonly typists = new Map<ConversationId, Map<AccountId, number>>();

  constructor(
    private readonly now: () => number,
    /** Somebody is not writing any more, for nothing was heard of them. */
    private readonly wentQuiet: () => void,
  ) {}

  of(id: ConversationId): readonly AccountId[] {
    return [...(this.typists.get(id)?.keys() ?? [])];
  }

  begin(id: ConversationId, account: AccountId): void {
    const typists = this.typists.get(id) ?? new Map<AccountId, number>();
    this.typists.set(id, typists);
    const at = this.now();
    typists.set(account, at);
    setTimeout(() => {
      if (typists.get(account) !== at) return;
      typists.delete(account);
      this.wentQuiet();
    }, TYPING_MS);
  }

  end(id: ConversationId, account: AccountId): void {
    this.typists.get(id)?.delete(account);
  }

  clear(): void {
    this.typists.clear();
  }
}
