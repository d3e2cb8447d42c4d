import type { Conversation, ConversationId, Message, Rev, Seq } from "@/wire/wire";
import type { Ranges } from "./ranges";

/** A conversation as it is kept on this device: what it is, how far it was applied, what of it is here. */
export interface KeptConversation {
  id: ConversationId;
  about: Conversation;
  seq: Seq;
  rev: Rev;
  read: Seq;
  last?: Message;
  left?: Seq;
  ranges: Ranges;
  /** The replies in threads after what was read. */
  aside?: readonly Seq[];
  /** The messages after what was read that speak to this account. */
  mentioned?: readonly Seq[];
  counted?: Counted;
}

/** What the server counted up to a message, when so much was read. */
export interface Told {
  read: Seq;
  upTo: Seq;
  count: number;
}

/** What the server counted last: of the replies in threads, and of the messages that speak to this account. */
export interface Counted {
  aside: Told;
  mentioned: Told;
}

export interface Kept {
  epoch?: string;
  /** The account's own state is known up to this number. */
  account?: number;
  conversations: KeptConversation[];
}

/** What is new about one conversation. */
export interface ConversationDelta {
  /** Drop what was kept of it before. */
  drop?: boolean;
  about?: Conversation;
  seq?: Seq;
  rev?: Rev;
  read?: Seq;
  last?: Message;
  left?: Seq;
  aside?: readonly Seq[];
  mentioned?: readonly Seq[];
  counted?: Counted;
  messages: Message[];
  /** Numbers under which there is no message any more; they go before others come. */
  gone?: [Seq, Seq][];
  cover: [Seq, Seq][];
}

/** What is new altogether. It is kept whole or not at all: numbers and the messages they speak of never part. */
export interface Delta {
  epoch?: string;
  account?: number;
  conversations: Map<ConversationId, ConversationDelta>;
}

/**
 * The copy of what this account has seen, kept on the device for the next start and for times without a network.
 * Several tabs write into one copy; numbers only grow, spans are added up, of a message the newest form stays. So it
 * does not matter which tab writes first.
 */
export interface LocalCopy {
  load(): Promise<Kept>;
  messages(conversation: ConversationId, from: Seq, to: Seq): Promise<Message[]>;
  write(delta: Delta): Promise<void>;
  forget(conversation: ConversationId): Promise<void>;
  clear(): Promise<void>;
}

/** For browsers that keep nothing. */
export const noCopy: LocalCopy = {
  load: () => Promise.resolve({ conversations: [] }),
  messages: () => Promise.resolve([]),
  write: () => Promise.resolve(),
  forget: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};
