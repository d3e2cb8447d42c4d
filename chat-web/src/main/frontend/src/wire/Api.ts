import type { Session } from "@/identity/Session";
import { call, Refused } from "./http";
import type {
  AccountId,
  Conversation,
  ConversationId,
  Format,
  Kind,
  Memo,
  Message,
  Position,
  Reaction,
  ReceiptPolicy,
  Role,
  Seq,
} from "./wire";

export interface Person {
  id: AccountId;
  username: string;
  displayName: string;
  kind?: "person" | "service";
}

export interface Member {
  account: AccountId;
  username: string;
  displayName: string;
  role: Role;
  since: Seq;
}

export interface Device {
  id: number;
  name: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

/** What others may know of one. */
export interface Settings {
  showLastSeen: boolean;
}

export interface Channel {
  id: ConversationId;
  name: string;
  topic?: string;
  members: number;
  joined: boolean;
}

export interface HistoryPage {
  messages: Message[];
  more: boolean;
}

/** A thread one follows; `at` is when the last reply came. */
export interface FollowedThread {
  root: Message;
  read: Seq;
  unread: number;
  at: string;
}

/** Whom a message has come to, of how many; without names where nobody is named. */
export interface MessageReceipts {
  members: number;
  delivered: number;
  read: number;
  accounts?: { account: AccountId; read: boolean; at?: string }[];
}

export interface SettingsChange {
  name?: string;
  topic?: string;
  archived?: boolean;
  receipts?: ReceiptPolicy;
  previews?: boolean;
}

export interface NewConversation {
  kind: Kind;
  name?: string;
  topic?: string;
  visibility?: "public" | "private";
  history?: "all" | "joined";
  members: AccountId[];
}

/** The calls of REST, as the one who is signed in. */
export class Api {
  constructor(private readonly session: Session) {}

  createConversation = (wish: NewConversation) => this.call<Conversation>("POST", "/conversations", wish);

  changeConversation = (id: ConversationId, change: SettingsChange) =>
    this.call<Conversation>("PATCH", `/conversations/${id}`, change);

  join = (id: ConversationId) => this.call<Conversation>("POST", `/conversations/${id}/join`);

  async members(id: ConversationId): Promise<Member[]> {
    const all: Member[] = [];
    let next: string | undefined;
    do {
      const page: { members: Member[]; next?: string } = await this.call(
        "GET",
        `/conversations/${id}/members?limit=200${next === undefined ? "" : `&after=${encodeURIComponent(next)}`}`,
      );
      all.push(...page.members);
      next = page.next;
    } while (next !== undefined && all.length < 2000);
    return all;
  }

  addMember = (id: ConversationId, account: AccountId) =>
    this.call<Member>("POST", `/conversations/${id}/members`, { account });

  changeRole = (id: ConversationId, account: AccountId, role: Role) =>
    this.call<Member>("PATCH", `/conversations/${id}/members/${account}`, { role });

  /** Of oneself it is leaving. */
  removeMember = (id: ConversationId, account: AccountId) =>
    this.call<void>("DELETE", `/conversations/${id}/members/${account}`);

  channels = (words: string, signal?: AbortSignal) =>
    this.call<{ channels: Channel[] }>("GET", `/channels?q=${encodeURIComponent(words)}`, undefined, signal);

  searchPeople = (words: string, signal?: AbortSignal) =>
    this.call<{ accounts: Person[] }>(
      "GET",
      `/accounts?limit=20&q=${encodeURIComponent(words)}`,
      undefined,
      signal,
    );

  people = (ids: readonly AccountId[]) =>
    this.call<{ accounts: Person[] }>("GET", `/accounts?limit=200&ids=${ids.join(",")}`);

  me = () => this.call<{ administrator: boolean }>("GET", "/me");

  /** The organization's own emoji, by name. */
  emoji = () => this.call<{ emoji: { name: string; key: string }[] }>("GET", "/emoji");

  addEmoji = (name: string, picture: string) =>
    this.call<void>("PUT", `/emoji/${encodeURIComponent(name)}`, { picture });

  removeEmoji = (name: string) => this.call<void>("DELETE", `/emoji/${encodeURIComponent(name)}`);

  settings = () => this.call<Settings>("GET", "/me/settings");

  changeSettings = (change: Partial<Settings>) => this.call<Settings>("PATCH", "/me/settings", change);

  devices = () => this.call<{ devices: Device[] }>("GET", "/me/devices");

  revokeDevice = (id: number) => this.call<void>("DELETE", `/me/devices/${id}`);

  /** Whether one shows others how far one has come. */
  showsReceipts = () => this.call<{ shown: boolean }>("GET", "/me/receipts");

  showReceipts = (shown: boolean) => this.call<void>("PUT", "/me/receipts", { shown });

  /** Where the members of a conversation are; nothing where nobody is named. */
  positions = (id: ConversationId) =>
    this.call<{ positions?: Position[] }>("GET", `/conversations/${id}/receipts`);

  receipts = (id: ConversationId, seq: Seq) =>
    this.call<MessageReceipts>("GET", `/conversations/${id}/messages/${seq}/receipts`);

  /** Where the words of a copy were said first, for whoever may see it there. */
  source = (id: ConversationId, seq: Seq) =>
    this.call<{ conversation: ConversationId; seq: Seq }>(
      "GET",
      `/conversations/${id}/messages/${seq}/source`,
    );

  /** The replies in the thread of a message; the newest, or those before one. */
  thread = (id: ConversationId, root: Seq, before?: Seq) =>
    this.call<HistoryPage>(
      "GET",
      `/conversations/${id}/messages/${root}/thread?limit=50${before === undefined ? "" : `&before=${before}`}`,
    );

  /** The threads one follows, what was answered last first. */
  threads = (after?: number) =>
    this.call<{ threads: FollowedThread[]; next?: number }>(
      "GET",
      `/me/threads?limit=100${after === undefined ? "" : `&after=${after}`}`,
    );

  /** What one has marked for oneself and may still see, what was marked last first. */
  saved = (after?: number) =>
    this.call<{ saved: { at: string; message: Message }[]; next?: number }>(
      "GET",
      `/me/saved?limit=50${after === undefined ? "" : `&after=${after}`}`,
    );

  /** What a conversation keeps in sight, what was pinned last first. */
  pins = async (id: ConversationId) =>
    (await this.call<{ messages: Message[] }>("GET", `/conversations/${id}/pins`)).messages;

  /** Takes away what is shown of the links in a message of one's own. */
  hidePreviews = (id: ConversationId, seq: Seq) =>
    this.call<{ rev: number }>("DELETE", `/conversations/${id}/messages/${seq}/previews`);

  /** What a message was answered with, and whether one has said it too. */
  reactions = (id: ConversationId, seq: Seq) =>
    this.call<{ reactions: (Reaction & { own: boolean })[] }>(
      "GET",
      `/conversations/${id}/messages/${seq}/reactions`,
    );

  /** For what is too large for a frame of the socket; the answer is what stands. */
  keep = (memo: Omit<Memo, "device">) => this.call<Memo>("PUT", "/me/memos", memo);

  history = (id: ConversationId, where: { before?: Seq; after?: Seq; around?: Seq; limit: number }) =>
    this.call<HistoryPage>(
      "GET",
      `/conversations/${id}/messages?${new URLSearchParams(
        Object.entries(where).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString()}`,
    );

  /** For messages that are too large for a frame of the socket; just as idempotent. */
  post = (
    id: ConversationId,
    wish: { id: string; body: string; format: Format; replyTo?: Seq; thread?: Seq },
  ) => this.call<{ seq: Seq }>("POST", `/conversations/${id}/messages`, wish);

  edit = (id: ConversationId, seq: Seq, body: string) =>
    this.call<{ rev: number }>("PATCH", `/conversations/${id}/messages/${seq}`, { body });

  private async call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const once = (token: string) =>
      call<T>(method, path, { token, ...(body !== undefined && { body }), ...(signal && { signal }) });
    try {
      return await once(await this.session.accessToken());
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.problem.status !== 401) throw failure;
      return once(await this.session.renew());
    }
  }
}
