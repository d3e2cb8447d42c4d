import { Refused } from "@/wire/http";
import type { AccountId, ConversationId, Message, Problem, Reaction, Rev, Seq } from "@/wire/wire";

interface Wish {
  conversation: ConversationId;
  seq: Seq;
  emoji: string;
  on: boolean;
  /** The change after which it is so; not there as long as the server has not answered. */
  rev?: Rev;
}

export interface ReactionsOptions {
  me: AccountId;
  /** Has the server do it; the answer is the change after which it is so. */
  say: (wish: Omit<Wish, "rev">) => Promise<Rev>;
  /** The server does not want it. */
  refused: (problem: Problem) => void;
}

const AGAIN_MS = 2000;

/**
 * What one reacts with is shown at once, and said as soon as may be: again when the connection is back, for saying it
 * twice does no harm. What the server says of a message later than its answer takes the place of all this.
 */
export class Reactions {
  private readonly wishes = new Map<string, Wish>();
  private readonly saying = new Set<Wish>();
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  constructor(private readonly options: ReactionsOptions) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  /** What a message was answered with, as far as is known here. */
  of(message: Message): readonly Reaction[] {
    let shown: readonly Reaction[] = message.reactions ?? [];
    for (const wish of this.wishes.values()) {
      if (wish.conversation !== message.conversation || wish.seq !== message.seq) continue;
      if (wish.rev === undefined || message.rev < wish.rev) shown = this.applied(shown, wish);
    }
    return shown;
  }

  /** Reacts, or takes it back. */
  set({ conversation, seq }: Pick<Message, "conversation" | "seq">, emoji: string, on: boolean): void {
    const wish: Wish = { conversation, seq, emoji, on };
    this.wishes.set(keyOf(wish), wish);
    this.tell();
    void this.say(wish);
  }

  /** Says what was not answered. */
  connected(): void {
    for (const wish of this.wishes.values()) void this.say(wish);
  }

  private async say(wish: Wish): Promise<void> {
    const { rev, ...said } = wish;
    if (rev !== undefined || this.saying.has(wish)) return;
    this.saying.add(wish);
    try {
      wish.rev = await this.options.say(said);
      this.tell();
    } catch (failure) {
      // Without an answer it is said again when the connection is back
      if (failure instanceof Refused) this.refuse(wish, failure.problem);
    } finally {
      this.saying.delete(wish);
    }
  }

  private refuse(wish: Wish, problem: Problem): void {
    if (this.wishes.get(keyOf(wish)) !== wish) return;
    if (problem.status === 401 || problem.status === 429 || problem.status === 503) {
      setTimeout(() => {
        if (this.wishes.get(keyOf(wish)) === wish) void this.say(wish);
      }, problem.retryAfter ?? AGAIN_MS);
      return;
    }
    this.wishes.delete(keyOf(wish));
    this.tell();
    this.options.refused(problem);
  }

  private applied(reactions: readonly Reaction[], { emoji, on }: Wish): readonly Reaction[] {
    const { me } = this.options;
    const there = reactions.find((reaction) => isSame(reaction.emoji, emoji));
    if (!there) return on ? [...reactions, { emoji, accounts: [me], count: 1 }] : reactions;
    if (there.accounts.includes(me) === on) return reactions;
    const changed: Reaction = on
      ? { ...there, accounts: [...there.accounts, me], count: there.count + 1 }
      : { ...there, accounts: there.accounts.filter((id) => id !== me), count: there.count - 1 };
    return reactions.flatMap((reaction) =>
      reaction !== there ? reaction : changed.count > 0 ? changed : [],
    );
  }

  private tell(): void {
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}

function keyOf({ conversation, seq, emoji }: Wish): string {
  return `${conversation}/${seq}/${plain(emoji)}`;
}

/** The server may add or leave out what only says that a sign is to be shown as an emoji. */
function plain(emoji: string): string {
  return emoji.replaceAll("\uFE0F", "");
}

export function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other);
}
