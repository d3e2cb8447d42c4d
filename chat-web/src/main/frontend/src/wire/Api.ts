import type { Session } from "@/identity/Session";
import { call, Refused } from "./http";
import type {
  AccountId,
  Conversation,
  ConversationId,
  Format,
  HistoryExtent,
  JoinRequest,
  JoinRequestState,
  Kind,
  Memo,
  Message,
  Position,
  PostingPolicy,
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

/** People who are meant together. */
export interface UserGroup {
  id: number;
  handle: string;
  name: string;
  members: number;
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
  /** One can ask to join a private one. */
  visibility: "public" | "private";
  members: number;
  joined: boolean;
  /** What became of it when one asked to join. */
  asked?: JoinRequestState;
}

/** Somebody who waits for an answer. */
export interface Waiting {
  account: AccountId;
  text?: string;
  at: string;
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

/** What newcomers see, with the number or the moment that belongs to it. */
export interface HistoryWish {
  history?: HistoryExtent;
  historyLast?: number;
  historySince?: string;
}

/** A link by which people come in; its token is told once. */
export interface Invitation {
  id: number;
  token?: string;
  role: "member" | "guest";
  by: AccountId;
  at: string;
  until: string;
  most?: number;
  uses: number;
}

/** Where an invitation leads to. */
export interface InvitationPreview {
  conversation: ConversationId;
  kind: Kind;
  name?: string;
  topic?: string;
  joined: boolean;
}

export interface Bookmark {
  title: string;
  url: string;
}

/** The links of a conversation, and the number of the change that made them so. */
export interface Bookmarks {
  rev: number;
  bookmarks: Bookmark[];
}

export interface SettingsChange extends HistoryWish {
  name?: string;
  topic?: string;
  archived?: boolean;
  receipts?: ReceiptPolicy;
  previews?: boolean;
  posting?: PostingPolicy;
  /** Seconds; 0 ends it. */
  slow?: number;
  requests?: boolean;
}

/** For how long, and why. */
export interface Term {
  until?: string;
  reason?: string;
}

/** That somebody is muted or banned. */
export interface Sanction extends Term {
  account: AccountId;
  by: AccountId;
  at: string;
}

export interface NewConversation extends HistoryWish {
  kind: Kind;
  name?: string;
  topic?: string;
  visibility?: "public" | "private";
  members: AccountId[];
}

/** The calls of REST, as the one who is signed in. */
export class Api {
  constructor(private readonly session: Session) {}

  createConversation = (wish: NewConversation) => this.call<Conversation>("POST", "/conversations", wish);

  changeConversation = (id: ConversationId, change: SettingsChange) =>
    this.call<Conversation>("PATCH", `/conversations/${id}`, change);

  toChannel = (id: ConversationId, name: string) =>
    this.call<Conversation>("POST", `/conversations/${id}/channel`, { name });

  invitations = (id: ConversationId) =>
    this.call<{ invitations: Invitation[] }>("GET", `/conversations/${id}/invitations`);

  invite = (id: ConversationId, wish: { until: string; uses?: number; role: "member" | "guest" }) =>
    this.call<Invitation>("POST", `/conversations/${id}/invitations`, wish);

  revokeInvitation = (id: ConversationId, invitation: number) =>
    this.call<void>("DELETE", `/conversations/${id}/invitations/${invitation}`);

  lookAtInvitation = (token: string) => this.call<InvitationPreview>("POST", "/invitations/look", { token });

  acceptInvitation = (token: string) => this.call<Conversation>("POST", "/invitations/accept", { token });

  askToJoin = (id: ConversationId, text: string) =>
    this.call<JoinRequest>("POST", `/conversations/${id}/requests`, { text });

  withdrawRequest = (id: ConversationId) => this.call<void>("DELETE", `/conversations/${id}/requests`);

  requests = (id: ConversationId) =>
    this.call<{ requests: Waiting[] }>("GET", `/conversations/${id}/requests?limit=200`);

  answerRequest = (id: ConversationId, account: AccountId, accepted: boolean) =>
    this.call<void>("PUT", `/conversations/${id}/requests/${account}`, { accepted });

  blocks = () => this.call<{ blocks: { account: AccountId; at: string }[] }>("GET", "/me/blocks");

  block = (account: AccountId) => this.call<void>("PUT", `/me/blocks/${account}`);

  unblock = (account: AccountId) => this.call<void>("DELETE", `/me/blocks/${account}`);

  bookmarks = (id: ConversationId) => this.call<Bookmarks>("GET", `/conversations/${id}/bookmarks`);

  setBookmarks = (id: ConversationId, wish: Bookmarks) =>
    this.call<Bookmarks>("PUT", `/conversations/${id}/bookmarks`, wish);

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

  addGroup = (id: ConversationId, userGroup: number) =>
    this.call<{ added: number }>("POST", `/conversations/${id}/members`, { userGroup });

  userGroups = () => this.call<{ groups: UserGroup[] }>("GET", "/user-groups?limit=200");

  changeRole = (id: ConversationId, account: AccountId, role: Role) =>
    this.call<Member>("PATCH", `/conversations/${id}/members/${account}`, { role });

  /** Of oneself it is leaving. */
  removeMember = (id: ConversationId, account: AccountId) =>
    this.call<void>("DELETE", `/conversations/${id}/members/${account}`);

  mutes = (id: ConversationId) =>
    this.call<{ mutes: Sanction[] }>("GET", `/conversations/${id}/mutes?limit=200`);

  mute = (id: ConversationId, account: AccountId, term: Term) =>
    this.call<Sanction>("PUT", `/conversations/${id}/mutes/${account}`, term);

  unmute = (id: ConversationId, account: AccountId) =>
    this.call<void>("DELETE", `/conversations/${id}/mutes/${account}`);

  bans = (id: ConversationId) =>
    this.call<{ bans: Sanction[] }>("GET", `/conversations/${id}/bans?limit=200`);

  ban = (id: ConversationId, account: AccountId, term: Term) =>
    this.call<Sanction>("PUT", `/conversations/${id}/bans/${account}`, term);

  unban = (id: ConversationId, account: AccountId) =>
    this.call<void>("DELETE", `/conversations/${id}/bans/${account}`);

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
