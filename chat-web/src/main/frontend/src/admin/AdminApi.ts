import type { Notices, Person, RuleKind, RuleWish, UserGroup, Verdict } from "@/wire/Api";
import type {
  ArchiveRule,
  ArchiveState,
  ArchiveVerdict,
  Certificate,
  CurrentClearance,
  DryRun,
  Clearance,
  ClearanceWish,
  ExportJob,
  Found,
  FoundPlace,
  HoldWish,
  LegalHold,
  LegalMatter,
  Outlook,
  Remark,
  RetentionRule,
  RetentionWish,
  SearchWish,
  SignOffWish,
  SupervisedMessage,
  SupervisionFigures,
  SupervisionItem,
  SupervisionRule,
  SupervisionWaiting,
  SupervisionWish,
  Sweep,
} from "./compliance";
import type { Passage } from "./passages";
import type {
  AccountId,
  ConversationId,
  HistoryExtent,
  Kind,
  PostingPolicy,
  ReceiptPolicy,
  Role,
  VersionPolicy,
} from "@/wire/wire";

export const duties = ["system", "people", "compliance", "audit", "moderation"] as const;
export type Duty = (typeof duties)[number];

/** What one's duties let one do, as far as this console knows of it. */
export type AdminAction =
  | "see-overview"
  | "see-nodes"
  | "drain-node"
  | "change-settings"
  | "appoint"
  | "see-people"
  | "change-people"
  | "see-conversations"
  | "change-conversations"
  | "see-retention"
  | "change-retention"
  | "see-matters"
  | "change-matters"
  | "search-content"
  | "give-clearance"
  | "revoke-clearance"
  | "request-export"
  | "release-export"
  | "see-supervision"
  | "change-supervision"
  | "review-supervised"
  | "read-audit"
  | "moderate"
  | "change-screening";

export interface AdminPerson {
  id: AccountId;
  username: string;
  displayName: string;
  kind: "person" | "service";
  createdAt: string;
  disabledAt?: string;
  restrictedAt?: string;
  erasedAt?: string;
  seenAt?: string;
  devices: number;
  duties: Duty[];
}

export interface AdminPersonFile {
  person: AdminPerson;
  sessions: { id: number; name: string; createdAt: string; lastSeenAt: string }[];
  groups: { id: number; handle: string; name: string; members: number }[];
  conversations: number;
  ownedAlone: number;
  scheduled: number;
}

/** What forgetting somebody would find, or has come to. */
export interface Erasure {
  state: "none" | "running" | "done";
  at?: string;
  doneAt?: string;
  /** How many of their messages are erased. */
  erased: number;
  /** How many say something yet. */
  left: number;
  /** What goes before it. */
  kept: { why: "legal-hold" | "minimum" | "open-case"; count: number }[];
}

export interface AdminConversation {
  id: ConversationId;
  kind: Kind;
  name?: string;
  topic?: string;
  visibility: "public" | "private";
  people: string[];
  labels: string[];
  createdAt: string;
  archivedAt?: string;
  members: number;
  posted: number;
  lastAt?: string;
}

/** What somebody is signed in on. */
export interface AdminDevice {
  id: number;
  name: string;
  account: AccountId;
  username: string;
  displayName: string;
  createdAt: string;
  lastSeenAt: string;
}

export interface AdminSettings {
  history: HistoryExtent;
  /** With `last`. */
  historyLast?: number;
  /** With `since`. */
  historySince?: string;
  receipts: ReceiptPolicy;
  versions: VersionPolicy;
  posting: PostingPolicy;
  slow: number;
  requests: boolean;
  previews: boolean;
}

/** What is to be otherwise. */
export type AdminSettingsWish = Partial<AdminSettings> & {
  name?: string;
  topic?: string;
  archived?: boolean;
};

export interface AdminConversationSheet {
  conversation: AdminConversation;
  settings: AdminSettings;
  creator?: string;
  messages: number;
  bytes: number;
  versions: number;
  versionBytes: number;
}

export interface AdminMember {
  account: AccountId;
  username: string;
  displayName: string;
  role: Role;
  disabled: boolean;
}

export const chartSpans = ["hour", "day", "week", "month", "year"] as const;
export type ChartSpan = (typeof chartSpans)[number];

/** How fast what is said came to people, at worst; `deliveryP99` is in milliseconds, and missing where nothing was delivered. */
export interface AdminPace {
  waitingMessages: number;
  waitingFrames: number;
  deliveryP99?: number;
}

/** How the organization does now; `online` is missing while nobody knows. */
export interface AdminOverview {
  online?: number;
  active: number;
  disabled: number;
  devices: number;
  conversations: number;
  posted: number;
  bytes: number;
  nodes: number;
  draining: number;
  pace: AdminPace;
}

export interface ChartPoint {
  at: string;
  online?: number;
  connections: number;
  messages?: number;
  bytes: number;
  /** Missing while nobody knows. */
  pace?: AdminPace;
}

export interface AdminNode {
  name: string;
  version: string;
  startedAt: string;
  reportedAt: string;
  working: boolean;
  leaving: boolean;
  drainAt?: string;
  connections: number;
  people: number;
  heapUsed: number;
  heapMost: number;
  load?: number;
  pace: AdminPace;
}

export interface AuditEntry {
  number: number;
  at: string;
  account?: AccountId;
  device?: number;
  address?: string;
  deed: string;
  subject?: string;
  outcome: "DONE" | "REFUSED";
  /** A JSON object. */
  details: string;
  hash: string;
}

/** Up to which entry all are signed. */
export interface AuditCheckpoint {
  number: number;
  at: string;
  key: string;
}

/** How far the audit log has come. */
export interface AuditState {
  last: number;
  signed?: AuditCheckpoint;
  /** Whether an authority is asked for time stamps. */
  stamping: boolean;
  stamped?: { number: number; at: string };
  /** How far a syslog receiver has it. */
  stream?: {
    receiver: string;
    number: number;
    advanced?: string;
    oldest?: string;
    failure?: string;
    failed?: string;
  };
}

/** A stretch of the audit log that was verified. */
export interface AuditStretch {
  to: number;
  last: number;
  more: boolean;
  signed?: AuditCheckpoint;
  stamped?: { number: number; at: string };
  flaws: {
    number: number;
    fault: "MISSING" | "CHANGED" | "CUT_OFF" | "SIGNED_OTHERWISE" | "NOT_OURS" | "STAMPED_OTHERWISE";
  }[];
}

export interface HeldDuty {
  account: Person;
  duty: Duty;
  at: string;
}

/** What would become of a text, and all rules that are met by it. */
export interface RuleTest {
  verdict: Verdict | "allow";
  /** As it would be posted at last, if it would. */
  text?: string;
  rules: {
    /** Of one that is not set yet there is none. */
    rule?: number;
    name: string;
    kind: RuleKind;
    verdict: Verdict;
    matches: Passage[];
  }[];
}

/** How many are asked to agree to the terms in force, and some of those who have, or have not. */
export interface TermsAnswers {
  version: number;
  asked: number;
  agreed: number;
  people: { account: AccountId; username: string; displayName: string; agreed?: string }[];
  next?: number;
}

/** People who may be parted from those of other segments. */
export interface Segment {
  id: number;
  name: string;
  members: number;
}

/** A page of a list; if there is `more`, no more than `total` were counted. Of some nobody counts how many there are. */
export interface Listed<Row> {
  rows: Row[];
  total?: number;
  more?: boolean;
  next?: string;
}

export type Query = Readonly<Record<string, string>>;
type Caller = <T>(method: string, path: string, body?: unknown, signal?: AbortSignal) => Promise<T>;

function queryOf(query: Query, after?: string, limit = 50): string {
  return new URLSearchParams({
    ...query,
    limit: String(limit),
    ...(after !== undefined && { after }),
  }).toString();
}

/** The calls of the console, as the one who is signed in. */
export class AdminApi {
  constructor(
    private readonly call: Caller,
    /** Has the browser keep what the server answers as lines. */
    private readonly keep: (path: string, name: string) => Promise<void>,
  ) {}

  overview = () => this.call<AdminOverview>("GET", "/admin/overview");

  chart = (span: ChartSpan) =>
    this.call<{ seconds: number; points: ChartPoint[] }>("GET", `/admin/overview/chart?span=${span}`);

  nodes = () => this.call<{ nodes: AdminNode[] }>("GET", "/admin/nodes");

  drainNode = (name: string) => this.call<void>("PUT", `/admin/nodes/${encodeURIComponent(name)}/drain`);

  takeBackNode = (name: string) =>
    this.call<void>("DELETE", `/admin/nodes/${encodeURIComponent(name)}/drain`);

  audit = async (
    query: Query,
    before?: string,
    limit = 50,
  ): Promise<Listed<AuditEntry> & { signed?: AuditCheckpoint }> => {
    const filter = new URLSearchParams({ limit: String(limit), ...(before !== undefined && { before }) });
    for (const name of ["person", "deed", "subject", "outcome", "since", "until"])
      if (query[name]) filter.set(name, query[name]);
    const { entries, next, signed } = await this.call<{
      entries: AuditEntry[];
      next?: number;
      signed?: AuditCheckpoint;
    }>("GET", `/admin/audit?${filter.toString()}`);
    return {
      rows: entries,
      ...(next !== undefined && { next: String(next) }),
      ...(signed && { signed }),
    };
  };

  /** All entries with what they can be verified by. */
  keepChain = () => this.keep("/admin/audit/chain", "audit.ndjson");

  auditState = () => this.call<AuditState>("GET", "/admin/audit/state");

  /** Verifies what comes after an entry; a long log takes several calls. */
  verifyAudit = (after: number) => this.call<AuditStretch>("POST", `/admin/audit/verify?after=${after}`);

  retentionRules = () => this.call<{ rules: RetentionRule[] }>("GET", "/admin/retention/rules");

  addRetentionRule = (wish: RetentionWish) =>
    this.call<RetentionRule>("POST", "/admin/retention/rules", wish);

  removeRetentionRule = (rule: number) => this.call<void>("DELETE", `/admin/retention/rules/${rule}`);

  tryRetention = (rule: number) => this.call<DryRun>("POST", "/admin/retention/dry-runs", { rule });

  outlooks = (run: number, after?: number) =>
    this.call<{ conversations: Outlook[]; next?: number }>(
      "GET",
      `/admin/retention/dry-runs/${run}/conversations?limit=100${after === undefined ? "" : `&after=${after}`}`,
    );

  switchRetention = ({ rule, on, id }: DryRun) =>
    this.call<RetentionRule>("PUT", `/admin/retention/rules/${rule}/state`, {
      state: on ? "on" : "draft",
      dryRun: id,
    });

  sweeps = () => this.call<{ sweeps: Sweep[] }>("GET", "/admin/retention/sweeps?limit=20");

  sweepNow = () => this.call<Sweep>("POST", "/admin/retention/sweeps");

  certificates = (sweep: number, after?: number) =>
    this.call<{ certificates: Certificate[]; next?: number }>(
      "GET",
      `/admin/retention/sweeps/${sweep}/certificates?limit=50${after === undefined ? "" : `&after=${after}`}`,
    );

  archive = () => this.call<ArchiveState>("GET", "/admin/archive");

  setArchive = (rule: ArchiveRule) => this.call<ArchiveState>("PUT", "/admin/archive", rule);

  stopArchive = () => this.call<ArchiveState>("DELETE", "/admin/archive");

  /** Verifies some segments after one; a large archive takes several calls. */
  verifyArchive = (after: number) =>
    this.call<ArchiveVerdict>("POST", `/admin/archive/verifications?after=${after}`);

  testRules = (wish: { text: string; rule?: RuleWish }) =>
    this.call<RuleTest>("POST", "/admin/screening/test", wish);

  matters = async (
    { closed = "false", q }: Query,
    after?: string,
    limit = 50,
  ): Promise<Listed<LegalMatter>> => {
    const filter = new URLSearchParams({
      closed,
      ...(q !== undefined && { q }),
      limit: String(limit),
      ...(after !== undefined && { after }),
    });
    const { matters, next } = await this.call<{ matters: LegalMatter[]; next?: number }>(
      "GET",
      `/admin/matters?${filter.toString()}`,
    );
    return { rows: matters, ...(next !== undefined && { next: String(next) }) };
  };

  matter = (id: number) => this.call<LegalMatter>("GET", `/admin/matters/${id}`);

  openMatter = (wish: { name: string; description?: string; keywords: string[] }) =>
    this.call<LegalMatter>("POST", "/admin/matters", wish);

  closeMatter = (id: number) => this.call<LegalMatter>("POST", `/admin/matters/${id}/close`);

  reopenMatter = (id: number) => this.call<LegalMatter>("POST", `/admin/matters/${id}/reopen`);

  holds = (id: number) => this.call<{ holds: LegalHold[] }>("GET", `/admin/matters/${id}/holds`);

  placeHold = (id: number, wish: HoldWish) =>
    this.call<LegalHold>("POST", `/admin/matters/${id}/holds`, wish);

  releaseHold = (id: number, hold: number) =>
    this.call<LegalHold>("POST", `/admin/matters/${id}/holds/${hold}/release`);

  searchMatter = (id: number, wish: SearchWish) =>
    this.call<Found>("POST", `/admin/matters/${id}/search`, wish);
  /** Any of what a search would find, as many as its limit says. */
  sampleMatter = (id: number, search: SearchWish) =>
    this.call<Found>("POST", `/admin/matters/${id}/sample`, { search });

  review = (id: number, { conversation, seq }: FoundPlace, wish: Omit<Remark, "marked">) =>
    this.call<Remark>("PUT", `/admin/matters/${id}/reviews/${conversation}/${seq}`, wish);

  clearances = (matter: number, after?: number) =>
    this.call<{ clearances: Clearance[]; next?: number }>(
      "GET",
      `/admin/matters/${matter}/clearances${after === undefined ? "" : `?after=${after}`}`,
    );

  requestClearance = (matter: number, wish: ClearanceWish) =>
    this.call<Clearance>("POST", `/admin/matters/${matter}/clearances`, wish);

  decideClearance = (id: number, deed: "give" | "deny") =>
    this.call<Clearance>("POST", `/admin/clearances/${id}/${deed}`);

  revokeClearance = (id: number) => this.call<void>("POST", `/admin/clearances/${id}/revoke`);

  currentClearances = (after?: number) =>
    this.call<{ clearances: CurrentClearance[]; next?: number }>(
      "GET",
      `/admin/clearances${after === undefined ? "" : `?after=${after}`}`,
    );

  clearancePolicy = () => this.call<{ needed: boolean }>("GET", "/admin/clearances/policy");

  setClearancePolicy = (needed: boolean) =>
    this.call<{ needed: boolean }>("PUT", "/admin/clearances/policy", { needed });

  exports = async ({ state, matter }: Query, after?: string, limit = 50): Promise<Listed<ExportJob>> => {
    const filter = new URLSearchParams({
      ...(state !== undefined && { state }),
      ...(matter !== undefined && { matter }),
      limit: String(limit),
      ...(after !== undefined && { after }),
    });
    const { exports, next } = await this.call<{ exports: ExportJob[]; next?: number }>(
      "GET",
      `/admin/exports?${filter.toString()}`,
    );
    return { rows: exports, ...(next !== undefined && { next: String(next) }) };
  };

  export = (id: number) => this.call<ExportJob>("GET", `/admin/exports/${id}`);

  requestExport = (matter: number, wish: { reason: string; words: string[] }) =>
    this.call<ExportJob>("POST", `/admin/matters/${matter}/exports`, wish);

  releaseExport = (id: number) => this.call<ExportJob>("POST", `/admin/exports/${id}/release`);

  denyExport = (id: number) => this.call<ExportJob>("POST", `/admin/exports/${id}/deny`);

  deleteExport = (id: number) => this.call<ExportJob>("DELETE", `/admin/exports/${id}/file`);

  keepExport = (id: number) => this.keep(`/admin/exports/${id}/file`, `export-${id}.zip`);

  supervisionRules = () => this.call<{ rules: SupervisionRule[] }>("GET", "/admin/supervision/rules");

  setSupervision = (wish: SupervisionWish) =>
    this.call<SupervisionRule>("POST", "/admin/supervision/rules", wish);

  /** Names them for those who may not keep them. */
  supervisedSegments = () => this.call<{ segments: Segment[] }>("GET", "/admin/supervision/rules/segments");

  appointReviewers = (rule: number, reviewers: AccountId[]) =>
    this.call<SupervisionRule>("PUT", `/admin/supervision/rules/${rule}/reviewers`, { reviewers });

  endSupervision = (rule: number) =>
    this.call<SupervisionRule>("POST", `/admin/supervision/rules/${rule}/end`);

  myReviews = () =>
    this.call<{ items: SupervisionItem[] }>("GET", "/admin/supervision/items?state=open&mine=true&limit=50");

  /** What it says; each time it is recorded. */
  myWaiting = () => this.call<SupervisionWaiting>("GET", "/admin/supervision/waiting?mine=true");

  openReview = (item: number) =>
    this.call<{ item: SupervisionItem; message?: SupervisedMessage }>(
      "GET",
      `/admin/supervision/items/${item}`,
    );

  signOff = (item: number, wish: SignOffWish) =>
    this.call<SupervisionItem>("POST", `/admin/supervision/items/${item}/sign-off`, wish);

  supervisionFigures = () =>
    this.call<{ figures: SupervisionFigures[] }>("GET", "/admin/supervision/figures");

  keepSupervision = (what: "figures" | "records") =>
    this.keep(`/admin/supervision/${what}.csv`, `supervision-${what}.csv`);

  termsAnswers = (agreed: boolean, after = 0, limit = 50) =>
    this.call<TermsAnswers>(
      "GET",
      `/admin/notices/terms/answers?agreed=${agreed}&after=${after}&limit=${limit}`,
    );

  /** An empty text takes away what there is. */
  publishTerms = (text: string) => this.call<Notices>("PUT", "/admin/notices/terms", { text });

  /** An empty text takes away what there is. */
  setBanner = (text: string) => this.call<Notices>("PUT", "/admin/notices/banner", { text });

  segments = () => this.call<{ segments: Segment[] }>("GET", "/admin/segments");

  makeSegment = (name: string) => this.call<Segment>("POST", "/admin/segments", { name });

  callSegment = (id: number, name: string) => this.call<Segment>("PATCH", `/admin/segments/${id}`, { name });

  dissolveSegment = (id: number) => this.call<void>("DELETE", `/admin/segments/${id}`);

  segmentMembers = (id: number, after?: number) =>
    this.call<{ accounts: Person[]; next?: number }>(
      "GET",
      `/admin/segments/${id}/members?limit=50${after === undefined ? "" : `&after=${after}`}`,
    );

  putIntoSegment = (id: number, accounts: AccountId[]) =>
    this.call<Segment>("POST", `/admin/segments/${id}/members`, { accounts });

  takeOutOfSegment = (id: number, account: AccountId) =>
    this.call<void>("DELETE", `/admin/segments/${id}/members/${account}`);

  barriers = () => this.call<{ barriers: { one: number; other: number }[] }>("GET", "/admin/barriers");

  raiseBarrier = (one: number, other: number) => this.call<void>("PUT", `/admin/barriers/${one}/${other}`);

  liftBarrier = (one: number, other: number) => this.call<void>("DELETE", `/admin/barriers/${one}/${other}`);

  /** Conversations with people in them that are parted. */
  sharedOverBarriers = (after?: number) =>
    this.call<{
      conversations: { conversation: ConversationId; kind: Kind; name?: string; parted: number }[];
      next?: number;
    }>("GET", `/admin/barriers/overlaps?limit=50${after === undefined ? "" : `&after=${after}`}`);

  duties = () => this.call<{ duties: HeldDuty[] }>("GET", "/admin/duties");

  people = async (query: Query, after?: string, limit?: number): Promise<Listed<AdminPerson>> => {
    const { people, ...page } = await this.call<Listed<never> & { people: AdminPerson[] }>(
      "GET",
      `/admin/people?${queryOf(query, after, limit)}`,
    );
    return { ...page, rows: people };
  };

  devices = async (query: Query, after?: string, limit?: number): Promise<Listed<AdminDevice>> => {
    const { devices, ...page } = await this.call<Listed<never> & { devices: AdminDevice[] }>(
      "GET",
      `/admin/devices?${queryOf(query, after, limit)}`,
    );
    return { ...page, rows: devices };
  };

  groups = async ({ q }: Query, after?: string, limit = 50): Promise<Listed<UserGroup>> => {
    const wish = new URLSearchParams({
      ...(q !== undefined && { q }),
      limit: String(limit),
      ...(after !== undefined && { after }),
    });
    const { groups, next } = await this.call<{ groups: UserGroup[]; next?: string }>(
      "GET",
      `/user-groups?${wish.toString()}`,
    );
    return { rows: groups, ...(next !== undefined && { next }) };
  };

  makeGroup = (wish: { handle: string; name: string }) => this.call<UserGroup>("POST", "/user-groups", wish);

  callGroup = (id: number, wish: { handle: string; name: string }) =>
    this.call<UserGroup>("PATCH", `/user-groups/${id}`, wish);

  dissolveGroup = (id: number) => this.call<void>("DELETE", `/user-groups/${id}`);

  groupMembers = (id: number, after?: number) =>
    this.call<{ accounts: Person[]; next?: number }>(
      "GET",
      `/user-groups/${id}/members${after === undefined ? "" : `?after=${after}`}`,
    );

  putIntoGroup = (id: number, accounts: AccountId[]) =>
    this.call<UserGroup>("POST", `/user-groups/${id}/members`, { accounts });

  takeOutOfGroup = (id: number, account: AccountId) =>
    this.call<void>("DELETE", `/user-groups/${id}/members/${account}`);

  person = (id: AccountId) => this.call<AdminPersonFile>("GET", `/admin/people/${id}`);

  disable = (id: AccountId) => this.call<void>("POST", `/admin/people/${id}/disable`);

  enable = (id: AccountId) => this.call<void>("POST", `/admin/people/${id}/enable`);

  resetPassword = (id: AccountId, password: string) =>
    this.call<void>("PUT", `/admin/people/${id}/password`, { password });

  signOut = (id: AccountId, device: number) =>
    this.call<void>("DELETE", `/admin/people/${id}/devices/${device}`);

  signOutEverywhere = (id: AccountId) => this.call<void>("DELETE", `/admin/people/${id}/devices`);

  restrict = (id: AccountId) => this.call<void>("PUT", `/admin/people/${id}/restriction`);

  restore = (id: AccountId) => this.call<void>("DELETE", `/admin/people/${id}/restriction`);

  erasure = (id: AccountId) => this.call<Erasure>("GET", `/admin/people/${id}/erasure`);

  erase = (id: AccountId, wish: { username: string; words: boolean }) =>
    this.call<Erasure>("POST", `/admin/people/${id}/erasure`, wish);

  giveDuty = (id: AccountId, duty: Duty) => this.call<void>("PUT", `/admin/duties/${id}/${duty}`);

  takeDuty = (id: AccountId, duty: Duty) => this.call<void>("DELETE", `/admin/duties/${id}/${duty}`);

  conversations = async (
    query: Query,
    after?: string,
    limit?: number,
  ): Promise<Listed<AdminConversation>> => {
    const { conversations, ...page } = await this.call<
      Listed<never> & { conversations: AdminConversation[] }
    >("GET", `/admin/conversations?${queryOf(query, after, limit)}`);
    return { ...page, rows: conversations };
  };

  conversation = (id: ConversationId) =>
    this.call<AdminConversationSheet>("GET", `/admin/conversations/${id}`);

  members = (id: ConversationId, after?: number) =>
    this.call<{ members: AdminMember[]; next?: number }>(
      "GET",
      `/admin/conversations/${id}/members?limit=50${after === undefined ? "" : `&after=${after}`}`,
    );

  changeConversation = (id: ConversationId, wish: AdminSettingsWish) =>
    this.call<void>("PATCH", `/admin/conversations/${id}`, wish);

  bringIn = (id: ConversationId, accounts: AccountId[], role: Role) =>
    this.call<{ added: number }>("POST", `/admin/conversations/${id}/members`, { accounts, role });

  assign = (id: ConversationId, account: AccountId, role: Role) =>
    this.call<void>("PATCH", `/admin/conversations/${id}/members/${account}`, { role });

  removeMember = (id: ConversationId, account: AccountId) =>
    this.call<void>("DELETE", `/admin/conversations/${id}/members/${account}`);

  label = (id: ConversationId, labels: string[]) =>
    this.call<{ labels: string[] }>("PUT", `/admin/retention/conversations/${id}/labels`, { labels });
}
