/**
 * The frames of the wire protocol, as docs/protocol.md describes them and chat.parley.web.wire has them in Java.
 * Nothing but types; ids and numbers are plain numbers here, times ISO 8601 in UTC.
 */

export type AccountId = number;
export type ConversationId = number;
export type Seq = number;
export type Rev = number;

export type Format = "plain" | "markdown" | "system";
export type Kind = "direct" | "group" | "channel";
export type ChosenStatus = "online" | "away" | "busy" | "invisible";
/** Others see who is invisible as offline; unknown is what the server does not know. */
export type ShownStatus = ChosenStatus | "offline" | "unknown";
export type Role = "owner" | "administrator" | "moderator" | "member" | "guest";

/** Who is shown how far members have come: everybody by name, only how many, or nobody. */
export type ReceiptPolicy = "on" | "counts" | "off";

/** Who is shown what messages said before. */
export type VersionPolicy = "nobody" | "moderators" | "readers";

/** What newcomers see of what was said before: all, nothing, the last messages, what was said since a moment. */
export type HistoryExtent = "all" | "joined" | "last" | "since";

/** Who may post: everybody, or moderators and above. */
export type PostingPolicy = "everybody" | "moderators";

/** How far a member has come: the last message on one of their devices, and the last they have read. */
export interface Position {
  account: AccountId;
  delivered: Seq;
  read: Seq;
}

/** Something this account keeps for itself, on all its devices. */
export interface Memo {
  conversation?: ConversationId;
  name: string;
  /** Not there when it was taken away. */
  value?: string;
  clock: number;
  device: number;
}

/** That this account has marked or hidden a message for itself; without `at` when it has no longer. */
export interface SavedMark {
  conversation: ConversationId;
  seq: Seq;
  at?: string;
}

/** What the thread of a message is to this account. */
export interface ThreadState {
  conversation: ConversationId;
  /** Its root. */
  seq: Seq;
  following: boolean;
  /** The last reply it has read. */
  read: Seq;
}

/** That a message of this account was taken away by another, and why. */
export interface Removal {
  conversation: ConversationId;
  seq: Seq;
  by: AccountId;
  at: string;
  reason?: string;
}

/** What this account has answered to a message: when it acknowledged it, and the options of its poll it has chosen. */
export interface Response {
  conversation: ConversationId;
  seq: Seq;
  acknowledged?: string;
  choices: readonly number[];
}

/** A message that this account wants to be posted later; without words once it was sent or deleted. */
export interface ScheduledMessage {
  id: string;
  conversation: ConversationId;
  body?: string;
  format?: Format;
  replyTo?: Seq;
  thread?: Seq;
  at: string;
  state: "waiting" | "refused" | "sent" | "deleted";
  /** The code of the problem for which it was refused. */
  problem?: string;
}

export type Priority = "important" | "urgent";

/** What can be voted on; the question is the message's body. */
export interface Poll {
  options: { text: string; votes: number }[];
  multiple: boolean;
  anonymous: boolean;
  /** When it ends by itself. */
  ends?: string;
  voters: number;
  /** When somebody closed it. */
  closed?: string;
}

export interface NewPoll {
  options: string[];
  multiple?: boolean;
  anonymous?: boolean;
  ends?: string;
}

/** What a message wants of its readers besides being read. */
export interface Purpose {
  priority?: Priority;
  poll?: NewPoll;
}

/** What people answered a message with, in one sign: the first of them, in their order, and how many they are. */
export interface Reaction {
  emoji: string;
  accounts: AccountId[];
  count: number;
}

/** Whom a message speaks to: one account, a group, those who were here, or the whole channel. There may be other kinds. */
export interface Mention {
  kind: string;
  account?: AccountId;
  group?: number;
}

export type JoinRequestState = "open" | "accepted" | "refused" | "withdrawn";

/** That this account asked to join a conversation. */
export interface JoinRequest {
  conversation: ConversationId;
  name?: string;
  text?: string;
  at: string;
  state: JoinRequestState;
}

/** A message of this account that is not in the conversation before a moderator says so. */
export interface HeldBack {
  conversation: ConversationId;
  id: string;
  at: string;
  state: "held" | "released" | "dropped";
  /** What the rule says that held it back. */
  words: string;
  /** Not there once it was decided. */
  body?: string;
  replyTo?: Seq;
  thread?: Seq;
  /** What whoever dropped it said. */
  reason?: string;
}

/** A message, as it is now. */
export interface Message {
  conversation: ConversationId;
  seq: Seq;
  rev: Rev;
  id: string;
  sender: AccountId;
  at: string;
  format: Format;
  body: string;
  replyTo?: Seq;
  /** The root of the thread it belongs to. */
  thread?: Seq;
  /** Who said it first, if it is a copy. */
  forwarded?: AccountId;
  /** Not there if it speaks to nobody. */
  mentions?: Mention[];
  priority?: Priority;
  /** Of an urgent one, how many have acknowledged it. */
  acknowledged?: number;
  poll?: Poll;
  edited?: string;
  deleted?: string;
  /** Not there if there are none. */
  reactions?: Reaction[];
  /** Who keeps it in sight for everybody; not there if nobody does. */
  pinned?: { by: AccountId; at: string };
  /** Its thread, if it has one: how many replies, the last one and when it came, the first who wrote. */
  replies?: { count: number; seq: Seq; at: string; accounts: AccountId[] };
  /** What the pages that it links to say of themselves; not there if nothing is known. */
  previews?: Preview[];
}

/** What a page says of itself. */
export interface Preview {
  url: string;
  title: string;
  description?: string;
  site: string;
}

/** A conversation as this account sees it. */
export interface Conversation {
  id: ConversationId;
  kind: Kind;
  name?: string;
  topic?: string;
  visibility: "public" | "private";
  history: HistoryExtent;
  historyLast?: number;
  historySince?: string;
  /** Not there in what an older version kept on this device. */
  receipts?: ReceiptPolicy;
  versions?: VersionPolicy;
  /** Whether links are looked at; not there in what an older version kept on this device. */
  previews?: boolean;
  /** Who may post. Not there in what an older version kept on this device. */
  posting?: PostingPolicy;
  /** How many seconds members wait after a message; moderators do not. */
  slow?: number;
  archived: boolean;
  role: Role;
  /** This account only reads. */
  muted?: { until?: string; reason?: string };
  /** The number of the last change to the bookmarks. */
  bookmarks?: number;
  /** That people may ask to join; how many wait for an answer, for those who may answer. */
  requests?: boolean;
  waiting?: number;
  /** How many messages wait for a moderator, for those who are. */
  held?: number;
  seq: Seq;
  rev: Rev;
  /** The first message this account may see. */
  from: Seq;
  /** The last message this account has read. */
  read: Seq;
  unread: number;
  /** How many of the unread messages speak to this account. Not there in what an older version kept on this device. */
  mentions?: number;
  /** The other one, in a direct conversation. */
  with?: AccountId;
  last?: Message;
}

/** How somebody looks. */
export interface Seen {
  account: AccountId;
  status: ShownStatus;
  text?: string;
  /** When status and text end. */
  until?: string;
  lastSeen?: string;
}

export const reportReasons = [
  "harassment",
  "hate",
  "violence",
  "sexual",
  "spam",
  "privacy",
  "illegal",
  "other",
] as const;
export type ReportReason = (typeof reportReasons)[number];

/** Something one has reported, and what became of it. */
export interface OwnReport {
  /** The number of the case. */
  id: number;
  /** Not there if a person was reported. */
  conversation?: ConversationId;
  seq?: Seq;
  /** Who said it, or was reported. */
  account: AccountId;
  reason: ReportReason;
  text?: string;
  at: string;
  state: "open" | "dismissed" | "acted" | "reversed";
}

/** What was decided about oneself. */
export interface OwnDecision {
  /** The number of the case. */
  id: number;
  /** Where the message was, or where one was muted or banned. */
  conversation?: ConversationId;
  seq?: Seq;
  name?: string;
  /** What one had said; only in what was asked for. */
  words?: string;
  decision: "warn" | "remove" | "mute" | "ban";
  why?: string;
  at: string;
  until?: string;
  /** Not there when one has appealed. */
  appealUntil?: string;
  appeal?: string;
  /** Not there as long as that is open. */
  reversed?: boolean;
  answer?: string;
}

/** RFC 9457; `retryAfter` is in milliseconds. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  retryAfter?: number;
}

export interface Limits {
  frame: number;
  message: number;
  body: number;
}

export interface Checkpoint {
  epoch: string;
  account: number;
  conversations: Record<ConversationId, [Seq, Rev]>;
}

export interface ConversationChanges {
  id: ConversationId;
  seq: Seq;
  rev: Rev;
  conversation?: Conversation;
  messages: Message[];
  /** Numbers, each from one to another, under which there is no message any more; they go first. */
  destroyed?: [Seq, Seq][];
  reset?: boolean;
  left?: boolean;
}

export interface Ok {
  type: "ok";
  ref?: number;
  seq?: Seq;
  rev?: Rev;
  at?: string;
  messages?: Message[];
  more?: boolean;
  memo?: Memo;
  /** It is held back for a moderator; then it has no number. */
  held?: boolean;
}

export type ServerFrame =
  | {
      type: "welcome";
      account: AccountId;
      /** The user groups it is in. */
      groups: number[];
      connection: string;
      node: string;
      epoch: string;
      at: string;
      heartbeat: number;
      limits: Limits;
    }
  | Ok
  | { type: "error"; ref?: number; problem: Problem }
  | ({ type: "message" } & Message)
  | { type: "changed"; conversation: ConversationId; seq: Seq; rev: Rev; message: Message }
  | { type: "destroyed"; conversation: ConversationId; rev: Rev; numbers: [Seq, Seq][] }
  | {
      type: "changes";
      epoch: string;
      account?: number;
      conversations: ConversationChanges[];
      more: boolean;
    }
  | { type: "conversation"; conversation: Conversation }
  | { type: "removed"; conversation: ConversationId; seq: Seq }
  | {
      type: "self";
      rev: number;
      read: Record<string, Seq>;
      receipts?: boolean;
      memos?: Memo[];
      saved?: SavedMark[];
      threads?: ThreadState[];
      requests?: JoinRequest[];
      blocks?: { account: AccountId; blocked: boolean }[];
      /** What it has put away in its inbox. */
      inbox?: { marks: { conversation: ConversationId; seq: Seq; done: boolean }[]; until?: string };
      reports?: OwnReport[];
      decisions?: OwnDecision[];
      /** Other cases than before wait for one's decision. */
      queue?: true;
      held?: HeldBack[];
      hidden?: SavedMark[];
      removals?: Removal[];
      responses?: Response[];
      scheduled?: ScheduledMessage[];
    }
  | { type: "receipts"; conversation: ConversationId; positions: Position[] }
  | { type: "typing"; conversation: ConversationId; account: AccountId }
  | { type: "activity"; conversation: ConversationId; seq: Seq; rev: Rev; mentions?: number }
  | { type: "presence"; accounts: Seen[] }
  | { type: "notice"; kind: string; text: string }
  | { type: "resync"; reason: string }
  | { type: "drain"; within: number }
  | { type: "ping" };

/** What asks for an answer; the `ref` is the connection's business. */
export type Wish =
  | { type: "renew"; token: string }
  | {
      type: "send";
      conversation: ConversationId;
      id: string;
      body: string;
      format?: Format;
      replyTo?: Seq;
      thread?: Seq;
      priority?: Priority;
      poll?: NewPoll;
      /** Its writer was asked whether it should be posted. */
      anyway?: boolean;
    }
  | {
      type: "schedule";
      conversation: ConversationId;
      id: string;
      body: string;
      format?: Format;
      replyTo?: Seq;
      thread?: Seq;
      at: string;
    }
  | { type: "unschedule"; id: string }
  | { type: "edit"; conversation: ConversationId; seq: Seq; body: string }
  | { type: "delete"; conversation: ConversationId; seq: Seq; reason?: string }
  | { type: "hide"; conversation: ConversationId; seq: Seq; on: boolean }
  | { type: "acknowledge"; conversation: ConversationId; seq: Seq }
  | { type: "vote"; conversation: ConversationId; seq: Seq; choices: number[] }
  | { type: "closePoll"; conversation: ConversationId; seq: Seq }
  | { type: "react"; conversation: ConversationId; seq: Seq; emoji: string; on: boolean }
  | { type: "forward"; conversation: ConversationId; id: string; from: ConversationId; seq: Seq }
  | { type: "follow"; conversation: ConversationId; seq: Seq; on: boolean }
  | { type: "done"; conversation: ConversationId; seq: Seq; on: boolean }
  | { type: "tidy"; until: string }
  | { type: "save"; conversation: ConversationId; seq: Seq; on: boolean }
  | { type: "pin"; conversation: ConversationId; seq: Seq; on: boolean }
  | {
      type: "history";
      conversation: ConversationId;
      before?: Seq;
      after?: Seq;
      around?: Seq;
      limit?: number;
    }
  | ({ type: "keep" } & Omit<Memo, "device">)
  | { type: "sync"; checkpoint: Checkpoint };

export type ClientFrame =
  | { type: "hello"; token: string; device: string; checkpoint?: Checkpoint }
  | (Wish & { ref: number })
  | { type: "delivered"; positions: Record<ConversationId, Seq> }
  | { type: "checkpoint"; checkpoint: Checkpoint }
  | { type: "read"; conversation: ConversationId; seq: Seq; thread?: Seq }
  | { type: "typing"; conversation: ConversationId }
  | { type: "focus"; conversation?: ConversationId }
  | { type: "watch"; accounts: AccountId[] }
  | { type: "status"; status: ChosenStatus; text?: string; until?: string }
  | { type: "idle"; on: boolean }
  | { type: "pong" };

/** What happened to the conversation itself: the body of a message of format `system`. */
export type SystemEvent =
  | { event: "created"; accounts: AccountId[] }
  | { event: "joined"; accounts: AccountId[] }
  | { event: "left"; account: AccountId }
  | { event: "removed"; account: AccountId }
  | { event: "role"; account: AccountId; role: string }
  | { event: "renamed"; name: string }
  | { event: "topic"; topic: string }
  | { event: "archived"; archived: boolean }
  | { event: "receipts"; receipts: ReceiptPolicy }
  | { event: "versions"; versions: VersionPolicy }
  | { event: "previews"; previews: boolean }
  | { event: "posting"; posting: PostingPolicy }
  | { event: "slow"; seconds: number }
  | { event: "history"; history: HistoryExtent; last?: number; since?: string }
  | { event: "requests"; requests: boolean }
  | { event: "channel"; name: string }
  | { event: "bookmarks"; count: number }
  | { event: "muted"; account: AccountId; until?: string }
  | { event: "unmuted"; account: AccountId }
  | { event: "banned"; account: AccountId; until?: string }
  | { event: "unbanned"; account: AccountId };

/** Why the server ended a connection. */
export const CloseCode = {
  TOO_BIG: 1009,
  DRAINING: 1012,
  UNAUTHENTICATED: 4401,
  FORBIDDEN: 4403,
  HEARTBEAT_MISSED: 4408,
  REPLACED: 4409,
  TOO_MANY: 4429,
  UNAGREED: 4451,
} as const;
