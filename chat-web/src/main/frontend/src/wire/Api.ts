import type { Session } from "@/identity/Session";
import { call, file, Refused } from "./http";
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
  OwnDecision,
  OwnReport,
  Position,
  PostingPolicy,
  Purpose,
  Reaction,
  ReceiptPolicy,
  ReportReason,
  Role,
  Seq,
  VersionPolicy,
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

/** What the organization says to everybody in it: terms to agree to, and a banner. */
export interface Notices {
  terms?: { version: number; text: string; at: string; accepted?: string };
  banner?: string;
}

/** What one is told of a hold on one's messages. */
export interface HoldNotice {
  hold: number;
  text: string;
  placed: string;
  released?: string;
  acknowledged?: string;
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

/** Something that concerns one: a mention, by its message, or a thread with unread replies, by its root. */
export interface InboxItem {
  kind: "mention" | "thread";
  at: string;
  message: Message;
  /** Of a mention. */
  read?: boolean;
  done?: boolean;
  /** Of a thread. */
  unread?: number;
}

/** Whom one could mention; who is no member is not told. */
export interface Mentionable {
  people: { account: AccountId; username: string; displayName: string; member: boolean }[];
  groups: { group: number; handle: string; name: string; members: number }[];
  members: number;
  /** Whether one may mention all of them at once. */
  all: boolean;
}

/** What a message said once: from `at` until it was replaced. */
export interface EarlierVersion {
  format: Format;
  body: string;
  at: string;
  replaced: string;
  by: AccountId;
}

/** How many were asked to acknowledge a message, how many have, and some of these or of the others. */
export interface Acknowledgements {
  asked: number;
  acknowledged: number;
  accounts: { account: AccountId; at?: string }[];
  next?: number;
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

export type RuleKind = "words" | "patterns" | "links" | "repeats" | "classifier" | "numbers";
export type Verdict = "flag" | "warn" | "redact" | "hold" | "refuse";

/** By what messages are judged before they are posted; of the last fields only what its kind has counts. */
export interface RuleWish {
  kind: RuleKind;
  verdict: Verdict;
  name: string;
  /** What the sender is told. */
  words: string;
  terms?: string[];
  others?: boolean;
  most?: number;
  seconds?: number;
  unasked?: boolean;
}

export interface Rule extends RuleWish {
  id: number;
  /** It is kept and holds nowhere. */
  off?: boolean;
}

/** What would become of a text, and which rule says so. */
export interface Outcome {
  verdict: Verdict | "allow";
  name?: string;
  words?: string;
  /** The rule is the organization's. */
  organization?: boolean;
}

/** A message that waits for a moderator. */
export interface HeldItem {
  number: number;
  sender: AccountId;
  at: string;
  body: string;
  /** Of a poll. */
  options?: string[];
  rule: string;
}

/** A message that was posted and that a rule wants looked at. */
export interface FlaggedItem extends HeldItem {
  seq: Seq;
}

export interface SettingsChange extends HistoryWish {
  name?: string;
  topic?: string;
  archived?: boolean;
  receipts?: ReceiptPolicy;
  versions?: VersionPolicy;
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

/** What is reported: a message or a person. */
export type ReportSubject = { conversation: ConversationId; seq: Seq } | { account: AccountId };

export type RuledDecision = "dismiss" | OwnDecision["decision"];

export const caseFilters = ["open", "mine", "closed"] as const;
export type CaseFilter = (typeof caseFilters)[number];

/** Something that was reported, for those who decide. */
export interface ReportCase {
  id: number;
  /** Not there if a person was reported. */
  conversation?: ConversationId;
  seq?: Seq;
  name?: string;
  direct?: boolean;
  account: AccountId;
  level: "conversation" | "organization";
  state: "open" | "decided" | "appealed" | "closed";
  at: string;
  taken?: { by: AccountId; at: string };
  decision?: { decision: RuledDecision; by: AccountId; at: string; why?: string; until?: string };
  appeal?: { text: string; at: string; reversed?: boolean; by?: AccountId; why?: string };
}

/** A case in a list; `words` is the beginning of what was reported. */
export interface CaseLine {
  about: ReportCase;
  reports: number;
  reasons: ReportReason[];
  words?: string;
}

/** A message in the words it had when it was reported. */
export interface KeptMessage {
  seq: Seq;
  sender: AccountId;
  at: string;
  format: Format;
  body: string;
  edited?: string;
}

export interface CaseFile {
  about: ReportCase;
  reports: { reason: ReportReason; text?: string; at: string }[];
  messages: KeptMessage[];
}

function afterOf(after: number | undefined): string {
  return after === undefined ? "" : `&after=${after}`;
}

/** The calls of REST, as the one who is signed in. */
export class Api {
  constructor(
    private readonly session: Session,
    /** Something was refused because one has yet to agree to terms. */
    private readonly unagreed: () => void = () => undefined,
  ) {}

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

  rules = (id: ConversationId) => this.call<{ rules: Rule[] }>("GET", `/conversations/${id}/rules`);

  addRule = (id: ConversationId, wish: RuleWish) =>
    this.call<Rule>("POST", `/conversations/${id}/rules`, wish);

  replaceRule = (id: ConversationId, rule: number, wish: RuleWish) =>
    this.call<Rule>("PUT", `/conversations/${id}/rules/${rule}`, wish);

  removeRule = (id: ConversationId, rule: number) =>
    this.call<void>("DELETE", `/conversations/${id}/rules/${rule}`);

  organizationRules = () => this.call<{ rules: Rule[] }>("GET", "/rules");

  addOrganizationRule = (wish: RuleWish) => this.call<Rule>("POST", "/rules", wish);

  replaceOrganizationRule = (rule: number, wish: RuleWish) => this.call<Rule>("PUT", `/rules/${rule}`, wish);

  turnOrganizationRule = (rule: number, state: "on" | "off") =>
    this.call<Rule>("PUT", `/rules/${rule}/state`, { state });

  removeOrganizationRule = (rule: number) => this.call<void>("DELETE", `/rules/${rule}`);

  tryRules = (id: ConversationId, text: string) =>
    this.call<Outcome>("POST", `/conversations/${id}/rules/trial`, { text });

  held = (id: ConversationId) =>
    this.call<{ held: HeldItem[] }>("GET", `/conversations/${id}/held?limit=200`);

  release = (id: ConversationId, number: number) =>
    this.call<{ seq: Seq }>("POST", `/conversations/${id}/held/${number}/release`);

  drop = (id: ConversationId, number: number, reason?: string) =>
    this.call<void>("POST", `/conversations/${id}/held/${number}/drop`, {
      ...(reason !== undefined && { reason }),
    });

  flagged = (id: ConversationId) =>
    this.call<{ flagged: FlaggedItem[] }>("GET", `/conversations/${id}/flagged?limit=200`);

  seeFlagged = (id: ConversationId, number: number) =>
    this.call<void>("DELETE", `/conversations/${id}/flagged/${number}`);

  blocks = () => this.call<{ blocks: { account: AccountId; at: string }[] }>("GET", "/me/blocks");

  block = (account: AccountId) => this.call<void>("PUT", `/me/blocks/${account}`);

  unblock = (account: AccountId) => this.call<void>("DELETE", `/me/blocks/${account}`);

  report = (wish: ReportSubject & { reason: ReportReason; text?: string }) =>
    this.call<OwnReport>("POST", "/reports", wish);

  reports = (after?: number) =>
    this.call<{ reports: OwnReport[]; next?: number }>("GET", `/reports?limit=50${afterOf(after)}`);

  decisions = (after?: number) =>
    this.call<{ decisions: OwnDecision[]; next?: number }>("GET", `/me/decisions?limit=50${afterOf(after)}`);

  appeal = (id: number, text: string) =>
    this.call<OwnDecision>("POST", `/me/decisions/${id}/appeal`, { text });

  /** What one decides about; `waiting` is how many of all wait. */
  cases = (filter: CaseFilter, after?: number, limit = 50) =>
    this.call<{ cases: CaseLine[]; waiting: number; next?: number }>(
      "GET",
      `/moderation/cases?state=${filter}&limit=${limit}${afterOf(after)}`,
    );

  case = (id: number) => this.call<CaseFile>("GET", `/moderation/cases/${id}`);

  takeCase = (id: number) => this.call<CaseFile>("POST", `/moderation/cases/${id}/take`);

  releaseCase = (id: number) => this.call<void>("DELETE", `/moderation/cases/${id}/take`);

  escalateCase = (id: number, why: string) =>
    this.call<void>("POST", `/moderation/cases/${id}/escalation`, { why });

  decideCase = (id: number, wish: { decision: RuledDecision; why?: string; until?: string }) =>
    this.call<ReportCase>("POST", `/moderation/cases/${id}/decision`, wish);

  answerAppeal = (id: number, reversed: boolean, why: string) =>
    this.call<ReportCase>("POST", `/moderation/cases/${id}/answer`, { reversed, why });

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

  userGroup = (id: number) => this.call<UserGroup>("GET", `/user-groups/${id}`);

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

  me = () => this.call<{ administrator: boolean; actions: string[] }>("GET", "/me");

  /** The organization's own emoji, by name. */
  emoji = () => this.call<{ emoji: { name: string; key: string }[] }>("GET", "/emoji");

  addEmoji = (name: string, picture: string) =>
    this.call<void>("PUT", `/emoji/${encodeURIComponent(name)}`, { picture });

  removeEmoji = (name: string) => this.call<void>("DELETE", `/emoji/${encodeURIComponent(name)}`);

  /** What the organization says to everybody in it. */
  notices = () => this.call<Notices>("GET", "/me/notices");

  acceptTerms = (version: number) => this.call<Notices>("POST", `/me/notices/terms/${version}`);

  /** The newest first. */
  holdNotices = () => this.call<{ notices: HoldNotice[] }>("GET", "/me/hold-notices");

  acknowledgeHold = (hold: number) => this.call<void>("POST", "/me/hold-notices", { hold });

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

  /** What a message said before, from the first. */
  versions = (id: ConversationId, seq: Seq, after?: number) =>
    this.call<{ versions: EarlierVersion[]; next?: number }>(
      "GET",
      `/conversations/${id}/messages/${seq}/versions?limit=50${after === undefined ? "" : `&after=${after}`}`,
    );

  /** Those who have acknowledged a message, or those who have not. */
  acknowledgements = (id: ConversationId, seq: Seq, acknowledged: boolean, after?: number) =>
    this.call<Acknowledgements>(
      "GET",
      `/conversations/${id}/messages/${seq}/acknowledgements?acknowledged=${acknowledged}&limit=100${after === undefined ? "" : `&after=${after}`}`,
    );

  /** Those who have chosen an option of a poll. */
  voters = (id: ConversationId, seq: Seq, option: number, after?: number) =>
    this.call<{ accounts: AccountId[]; next?: number }>(
      "GET",
      `/conversations/${id}/messages/${seq}/votes/${option}?limit=100${after === undefined ? "" : `&after=${after}`}`,
    );

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

  /** What concerns one, the newest first. */
  inbox = (all: boolean, after?: number) =>
    this.call<{ items: InboxItem[]; next?: number }>(
      "GET",
      `/me/inbox?limit=50&all=${all}${after === undefined ? "" : `&after=${after}`}`,
    );

  /** Whom a part of a name can mean. */
  mentionable = (id: ConversationId, words: string, signal?: AbortSignal) =>
    this.call<Mentionable>(
      "GET",
      `/conversations/${id}/mentionable?q=${encodeURIComponent(words)}`,
      undefined,
      signal,
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
    wish: { id: string; body: string; format: Format; replyTo?: Seq; thread?: Seq } & Purpose,
  ) => this.call<{ seq?: Seq }>("POST", `/conversations/${id}/messages`, wish);

  edit = (id: ConversationId, seq: Seq, body: string) =>
    this.call<{ rev: number }>("PATCH", `/conversations/${id}/messages/${seq}`, { body });

  /** A call of a part of the client that is loaded by itself. */
  ask = <T>(method: string, path: string, body?: unknown, signal?: AbortSignal) =>
    this.call<T>(method, path, body, signal);

  /** What is a file rather than an answer. */
  file = (path: string): Promise<Blob> => this.withToken((token) => file(path, { token }));

  private call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    return this.withToken((token) =>
      call<T>(method, path, { token, ...(body !== undefined && { body }), ...(signal && { signal }) }),
    );
  }

  private async withToken<T>(once: (token: string) => Promise<T>): Promise<T> {
    try {
      return await this.withGoodToken(once);
    } catch (failure) {
      if (failure instanceof Refused && failure.problem.code === "terms.unagreed") this.unagreed();
      throw failure;
    }
  }

  /** With the token in hand, and once more with a new one if that is refused. */
  private async withGoodToken<T>(once: (token: string) => Promise<T>): Promise<T> {
    try {
      return await once(await this.session.accessToken());
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.problem.status !== 401) throw failure;
      return once(await this.session.renew());
    }
  }
}
