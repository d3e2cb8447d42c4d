import type { AccountId, ConversationId, Format, Kind, Seq } from "@/wire/wire";

/** A rule about keeping messages; of kind, label and conversation it has one or none. */
export interface RetentionRule {
  id: number;
  name: string;
  kind?: Kind;
  label?: string;
  conversation?: ConversationId;
  keepDays?: number;
  deleteDays?: number;
  keepForever?: boolean;
  withdrawnDays?: number;
  state: "draft" | "on";
}

export type RetentionWish = Omit<RetentionRule, "id" | "state">;

/** What would become of all messages if a rule were switched. */
export interface DryRun {
  id: number;
  rule: number;
  on: boolean;
  fresh: boolean;
  messages: number;
  now: number;
  later: number;
  held: number;
  kept: number;
  fates: Fate[];
}

/** Messages of which the same decides. */
export interface Fate {
  basis: "hold" | "minimum" | "erasure" | "maximum" | "withdrawal" | "none";
  rule?: number;
  /** Of several holds the one that was placed first. */
  hold?: number;
  due: "now" | "later" | "never";
  /** When they go later, like 2027-03; of those on a hold, if it were released. */
  month?: string;
  messages: number;
}

export interface Outlook {
  conversation: ConversationId;
  kind: Kind;
  name?: string;
  now: number;
  later: number;
  held: number;
  kept: number;
}

export interface Sealed {
  text: string;
  key: string;
  signature: string;
}

export interface Sweep {
  id: number;
  asOf: string;
  messages: number;
  certificates: number;
  ended?: string;
  document?: Sealed;
}

/** That messages of a conversation were destroyed. */
export interface Certificate {
  id: number;
  conversation: ConversationId;
  messages: number;
  at: string;
  document: Sealed;
}

/** When messages are archived, for how long they are locked then, and when their texts leave the database. */
export interface ArchiveRule {
  afterDays: number;
  lockDays?: number;
  moveAfterDays?: number;
}

/** What is archived; without a rule nothing more is. */
export interface ArchiveState {
  /** Whether the installation has a storage for it. */
  storage: boolean;
  rule?: ArchiveRule;
  segments: number;
  messages: number;
  bytes: number;
  textBytes: number;
  /** Messages in segments whose texts are nowhere else. */
  moved: number;
}

/** Some segments that were verified; with `next` it goes on. */
export interface ArchiveVerdict {
  segments: number;
  messages: number;
  next?: number;
  findings: { segment: number; conversation: ConversationId; from: Seq; to: Seq; what: string }[];
}

export interface Done {
  by: AccountId;
  at: string;
}

export interface LegalMatter {
  id: number;
  name: string;
  description?: string;
  keywords: string[];
  opened: Done;
  closed?: Done;
}

export interface LegalHold {
  id: number;
  name: string;
  custodians: AccountId[];
  conversations: ConversationId[];
  from?: string;
  until?: string;
  /** What the custodians are told; if there is nothing, they are not. */
  notice?: string;
  acknowledged: Done[];
  placed: Done;
  released?: Done;
}

export interface HoldWish {
  name: string;
  custodians: AccountId[];
  conversations: ConversationId[];
  from?: string;
  until?: string;
  notice?: string;
}

export interface FoundPlace {
  conversation: ConversationId;
  seq: Seq;
}

/** What is looked for in a matter, and why; after a place it is the next page. */
export interface SearchWish {
  reason: string;
  words: string[];
  /** Only what a reviewer has tagged so. */
  tag?: string;
  after?: FoundPlace;
  limit?: number;
  /** The clearance by which one looks. */
  clearance?: number;
}

/** What was found: a page of it, or a random sample of so many. */
export interface Found {
  found: Finding[];
  next?: FoundPlace;
  of?: number;
  seed?: number;
}

export interface Finding {
  conversation: ConversationId;
  seq: Seq;
  sender: AccountId;
  at: string;
  format: Format;
  body: string;
  edited?: string;
  deleted?: string;
  earlier: { body: string; replaced: Done }[];
  takenBack?: TakenBack[];
  review?: Remark;
}

/** What somebody answered, and took back, chose anew, or lost with what the message said. */
export interface TakenBack {
  kind: "reaction" | "vote" | "acknowledgement";
  by: AccountId;
  emoji?: string;
  choices?: number[];
  given?: string;
  taken: string;
}

/** What a reviewer says of a message; it takes the place of what was said before. */
export interface Remark {
  tags: string[];
  note?: string;
  marked: Done;
}

/** That whoever has requested it may look for a time, if another gives it. */
export interface Clearance {
  id: number;
  matter: number;
  reason: string;
  conversation?: ConversationId;
  from?: string;
  until?: string;
  hours: number;
  state: "requested" | "denied" | "given" | "revoked";
  requested: Done;
  decided?: Done;
  ends?: string;
  revoked?: Done;
}

/** One that waits or holds, as those know of it who keep the system. */
export type CurrentClearance = Pick<Clearance, "id" | "hours" | "state" | "requested" | "decided" | "ends">;

export type ClearanceWish = Pick<Clearance, "reason" | "conversation" | "from" | "until" | "hours">;

/** What is handed out of a matter: one requests it, another releases it. */
export interface ExportJob {
  id: number;
  matter: number;
  reason: string;
  terms: { words: string[]; keywords: string[] };
  state: "requested" | "denied" | "released" | "ready" | "failed";
  requested: Done;
  decided?: Done;
  /** How many are written so far. */
  messages: number;
  finished?: string;
  size?: number;
  root?: string;
  failure?: string;
  /** That the files were deleted; by nobody when their time was over. */
  gone?: { at: string; by?: number };
}

/** A rule by which messages go to reviewers. */
export interface SupervisionRule {
  id: number;
  name: string;
  group?: number;
  segment?: number;
  kinds: Kind[];
  /** In percent. */
  share: number;
  words: string[];
  patterns: string[];
  dueDays: number;
  reviewers: AccountId[];
  /** Among how many messages it was drawn. */
  considered: number;
  ended?: Done;
}

export interface SupervisionWish {
  name: string;
  group?: number;
  segment?: number;
  /** All if there are none. */
  kinds: Kind[];
  share: number;
  words: string[];
  patterns: string[];
  dueDays: number;
  reviewers: AccountId[];
}

/** A message that is to be reviewed, or was. */
export interface SupervisionItem {
  id: number;
  rule: number;
  conversation: ConversationId;
  seq: Seq;
  sender: AccountId;
  posted: string;
  due: string;
  drawn: boolean;
  worded: boolean;
  state: "open" | "cleared" | "escalated";
}

export interface SupervisedMessage {
  body: string;
  earlier: string[];
  edited?: string;
  deleted?: string;
}

export interface SignOffWish {
  state: "cleared" | "escalated";
  comment?: string;
  matter?: number;
}

/** How much waits for one, and of how much the time is over. */
export interface SupervisionWaiting {
  waiting: number;
  overdue: number;
}

/** How a rule was kept to by a reviewer; without one: of what nobody has reviewed. */
export interface SupervisionFigures {
  rule: number;
  reviewer?: AccountId;
  selected: number;
  reviewed: number;
  overdue: number;
  escalated: number;
}
