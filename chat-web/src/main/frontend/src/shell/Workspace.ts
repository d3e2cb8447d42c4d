import { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { CheckpointReport } from "@/delivery/CheckpointReport";
import { Connection } from "@/delivery/Connection";
import { deleteKept, IndexedCopy, IndexedOutbox, IndexedPeople, openKept } from "@/delivery/IndexedCopy";
import { noCopy, type LocalCopy } from "@/delivery/LocalCopy";
import { Memos } from "@/delivery/Memos";
import {
  Outbox,
  OutboxInMemory,
  type Channel,
  type OutboxItem,
  type OutboxStorage,
  type OutboxWord,
} from "@/delivery/Outbox";
import { Store } from "@/delivery/Store";
import { isReachable, openTransport } from "@/delivery/transports";
import { browserLocks } from "@/identity/locks";
import { noPeople, People, type PeopleStorage } from "@/identity/People";
import { SessionEnded, type Account, type Session } from "@/identity/Session";
import { UserGroups } from "@/identity/UserGroups";
import { uuid } from "@/identity/uuid";
import { Addressees } from "@/message/Addressees";
import { utf8Length } from "@/message/bytes";
import { customEmojis } from "@/message/customEmoji";
import { Drafts, type Handed } from "@/message/Drafts";
import { History } from "@/message/History";
import { MyThreads } from "@/message/MyThreads";
import { Positions } from "@/message/Positions";
import { Reactions } from "@/message/Reactions";
import { Receipts } from "@/message/Receipts";
import { Removals } from "@/message/Removals";
import { Responses } from "@/message/Responses";
import { Saved } from "@/message/Saved";
import { Scheduled } from "@/message/Scheduled";
import { ThreadDrafts } from "@/message/ThreadDrafts";
import { watchIdleness } from "@/presence/idle";
import { Presence } from "@/presence/Presence";
import { browserDesktop, isWanted } from "@/notify/desktop";
import { Notifications } from "@/notify/Notifications";
import { Moderation } from "@/report/Moderation";
import { Api } from "@/wire/Api";
import { Refused } from "@/wire/http";
import type {
  AccountId,
  ConversationId,
  Memo,
  Message,
  Purpose,
  ScheduledMessage,
  Seq,
  ServerFrame,
} from "@/wire/wire";
import { Agreement } from "./Agreement";
import { Complaints } from "./Complaints";

const TYPING_MS = 3000;
const REPORT_MS = 400;
/** A draft is told to the other devices when one pauses. */
const PAUSE_MS = 1000;

interface Device {
  copy: LocalCopy;
  outbox: OutboxStorage;
  people: PeopleStorage;
  keeps: boolean;
}

/** Something of the account's own that the server tells of and this device keeps. */
interface OwnPart {
  receive: (frames: readonly ServerFrame[]) => void;
  /** The server has told what was missed. */
  connected?: () => void;
  /** Another tab of this browser has written under this key. */
  stored: (key: string) => void;
  /** Takes it off this device. */
  forget: () => void;
}

/** All that a signed-in person works with, put together once. Made by {@link Workspace.open}, ended by `close`. */
export class Workspace {
  readonly api: Api;
  readonly agreement: Agreement;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly connection: Connection;
  readonly people: People;
  readonly userGroups: UserGroups;
  readonly addressees: Addressees;
  readonly presence: Presence;
  readonly drafts: Drafts;
  readonly threadDrafts: ThreadDrafts;
  readonly history: History;
  readonly positions = new Positions();
  readonly receipts: Receipts;
  readonly memos: Memos;
  readonly reactions: Reactions;
  readonly saved: Saved;
  /** What this person does not want to see any more. */
  readonly hidden: Saved;
  readonly removals: Removals;
  readonly responses: Responses;
  readonly scheduled: Scheduled;
  readonly threads: MyThreads;
  readonly moderation: Moderation;
  readonly complaints = new Complaints();
  readonly notifications: Notifications;
  readonly queries = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 10_000 } } });
  /** Whether this browser keeps anything over a reload. */
  readonly keeps: boolean;
  private readonly own: readonly OwnPart[];
  private readonly checkpoints: CheckpointReport;
  private readonly toReport = new Map<ConversationId, Seq>();
  /** Where somebody types, and has not paused yet. */
  private readonly pausing = new Map<ConversationId, ReturnType<typeof setTimeout>>();
  private readonly typedAt = new Map<ConversationId, number>();
  private readonly ends: (() => void)[] = [];
  private looksAt: ConversationId | undefined;
  private reportTimer: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    readonly session: Session,
    readonly me: Account,
    device: Device,
  ) {
    this.keeps = device.keeps;
    this.api = new Api(session, () => this.agreement.wanted());
    this.agreement = new Agreement({
      session,
      queries: this.queries,
      notices: () => this.api.notices(),
      goOn: () => this.connection.nudge(),
    });
    this.people = new People(this.api, device.people);
    this.userGroups = new UserGroups(this.api);
    this.addressees = new Addressees(this.people, this.userGroups);
    this.presence = new Presence(me.id, (frame) => this.connection.tell(frame));
    this.drafts = new Drafts(localStorage, me.id, (conversation) => this.drafted(conversation));
    this.threadDrafts = new ThreadDrafts(localStorage, me.id);
    this.memos = new Memos({
      storage: localStorage,
      account: me.id,
      keep: (memo) => this.keep(memo),
      follow: (name, conversation) => {
        // Whoever types here goes on: what they write next is the last word
        if (name === "draft" && !this.pausing.has(conversation))
          this.drafts.follow(conversation, this.memos.get(name, conversation));
        if (name === "unread") this.followUnread(conversation);
      },
    });
    this.reactions = new Reactions({
      me: me.id,
      say: async (wish) => (await this.connection.ask({ type: "react", ...wish })).rev!,
      refused: (problem) => this.complaints.tell(problem),
    });
    this.saved = new Saved({
      storage: localStorage,
      account: me.id,
      say: (conversation, seq, on) => this.connection.ask({ type: "save", conversation, seq, on }),
      refused: (problem) => this.complaints.tell(problem),
    });
    this.moderation = new Moderation({
      storage: localStorage,
      account: me.id,
      count: async () => (await this.api.cases("open", undefined, 1)).waiting,
      changed: () => {
        for (const key of ["cases", "case", "reports", "decisions"])
          void this.queries.invalidateQueries({ queryKey: [key] });
      },
    });
    this.hidden = new Saved({
      kind: "hidden",
      storage: localStorage,
      account: me.id,
      say: (conversation, seq, on) => this.connection.ask({ type: "hide", conversation, seq, on }),
      refused: (problem) => this.complaints.tell(problem),
    });
    this.removals = new Removals(localStorage, me.id);
    this.responses = new Responses({
      storage: localStorage,
      account: me.id,
      acknowledge: ({ conversation, seq }) => this.connection.ask({ type: "acknowledge", conversation, seq }),
      vote: ({ conversation, seq }, choices) =>
        this.connection.ask({ type: "vote", conversation, seq, choices }),
      failed: (problem) => this.complaints.tell(problem),
    });
    this.scheduled = new Scheduled(localStorage, me.id, ({ problem = "" }) =>
      this.complaints.tell({ type: "", title: "", status: 409, detail: problem, code: problem }, true),
    );
    this.own = [this.saved, this.hidden, this.removals, this.responses, this.scheduled, this.moderation];
    this.threads = new MyThreads({
      me: me.id,
      load: () => this.api.threads(),
      message: (id, seq) => this.store.message(id, seq),
      isMeant: (message) => this.store.isMeant(message),
      read: (conversation, thread, seq) => this.connection.tell({ type: "read", conversation, seq, thread }),
      follow: (conversation, seq, on) => this.connection.ask({ type: "follow", conversation, seq, on }),
      refused: (problem) => this.complaints.tell(problem),
    });
    this.store = new Store(me.id, device.copy, {
      gap: () => void this.sync(),
      reset: () => this.positions.clear(),
      read: (conversation, seq) => this.reportRead(conversation, seq),
      readAgain: (conversation) => this.memos.set("unread", conversation, undefined),
      arrived: (messages) => {
        const own = messages.filter((message) => message.sender === me.id);
        if (own.length > 0) this.outbox.arrived(own.map((message) => message.id));
        for (const { conversation, format, rev } of messages) {
          if (format === "system")
            void this.queries.invalidateQueries({ queryKey: ["members", conversation] });
          if (rev > 0) void this.queries.invalidateQueries({ queryKey: ["pins", conversation] });
        }
        if (messages.some((message) => message.thread !== undefined || this.store.isMeant(message)))
          this.inboxChanged();
      },
    });
    const { channel, close } = tabs(`parley.outbox.${me.id}`);
    this.ends.push(close);
    this.outbox = new Outbox({
      storage: device.outbox,
      locks: browserLocks(),
      account: me.id,
      channel,
      post: (item) => this.post(item),
    });
    this.connection = new Connection({
      open: openTransport,
      reachable: isReachable,
      token: (fresh) => (fresh ? session.renew() : session.accessToken()),
      tokenEndsAt: () => session.current?.expiresAt ?? 0,
      hello: (token) => {
        const checkpoint = this.store.checkpoint();
        return { type: "hello", token, device: session.device, ...(checkpoint && { checkpoint }) };
      },
      receive: (frames) => {
        // Before the store knows of them: whether a thread has begun just now can be seen only then
        this.threads.receive(frames);
        this.store.receive(frames);
        this.presence.receive(frames);
        this.receipts.receive(frames);
        this.memos.receive(frames);
        for (const part of this.own) part.receive(frames);
        this.notifications.receive(frames);
        if (frames.some((frame) => frame.type === "self" && frame.inbox)) this.inboxChanged();
        const held = frames.flatMap((frame) => (frame.type === "self" && frame.held) || []);
        if (held.length > 0) void this.outbox.heldBack(held);
        if (frames.some((frame) => frame.type === "self" && frame.blocks))
          void this.queries.invalidateQueries({ queryKey: ["blocks"] });
        // What became of one's wish to join stands in the list of channels
        if (frames.some((frame) => frame.type === "self" && frame.requests))
          void this.queries.invalidateQueries({ queryKey: ["channels"] });
      },
      isEnd: (failure) => failure instanceof SessionEnded,
    });
    this.receipts = new Receipts(me.id, this.api, (positions) =>
      this.connection.tell({ type: "delivered", positions }),
    );
    this.ends.push(() => this.receipts.close());
    this.checkpoints = new CheckpointReport(
      () => this.store.checkpoint(),
      (checkpoint) => {
        const frame = { type: "checkpoint", checkpoint } as const;
        return this.fits(frame) && this.connection.tell(frame);
      },
    );
    this.ends.push(() => this.checkpoints.close());
    this.notifications = new Notifications({
      me,
      store: this.store,
      memos: this.memos,
      threads: this.threads,
      people: this.people,
      presence: this.presence,
      locks: browserLocks(),
      desktop: browserDesktop(),
      isWanted,
      named: (body) => this.addressees.named(body),
      words: (what) => i18next.t(`notify.${what}`),
    });
    this.ends.push(() => this.notifications.close());
    this.history = new History(this.store, device.copy, this.connection, this.api);
    this.ends.push(this.connection.subscribe(() => this.connectionChanged()));
    this.ends.push(
      session.subscribe(() => {
        if (!session.current) void this.forgetDevice(false);
      }),
    );
    this.listenToTheBrowser();
    this.ends.push(watchIdleness((idle) => this.presence.turn(idle)));
    customEmojis.begin(async () => (await this.api.emoji()).emoji);
    this.ends.push(() => customEmojis.begin(undefined));
  }

  /** Reads what this device keeps, then connects. What is kept can be shown before the server has answered. */
  static async open(session: Session, me: Account): Promise<Workspace> {
    const workspace = new Workspace(session, me, await device(me.id));
    workspace.people.remember([me]);
    await Promise.all([workspace.store.load(), workspace.outbox.load(), workspace.people.load()]);
    for (const { id } of workspace.store.list) workspace.followUnread(id);
    await workspace.keepWhatWasHanded();
    workspace.connection.start();
    return workspace;
  }

  close(): void {
    this.keepDrafts();
    clearTimeout(this.reportTimer);
    this.presence.close();
    this.connection.stop();
    this.outbox.connected(false);
    for (const end of this.ends) end();
  }

  /** Keeps a message and sends it as soon as may be. Safe when this is done; if it fails, the text is a draft again. */
  async send(
    conversation: ConversationId,
    body: string,
    replyTo?: Seq,
    purpose: Purpose = {},
  ): Promise<void> {
    const item: Handed = { ...this.written(body), ...(replyTo !== undefined && { replyTo }), ...purpose };
    this.drafts.handOver(conversation, item);
    try {
      await this.keepUnsent(conversation, item);
    } catch (failure) {
      this.drafts.handBack(conversation, item);
      throw failure;
    }
  }

  /** The same in a thread. */
  async sendInThread(conversation: ConversationId, thread: Seq, body: string): Promise<void> {
    await this.outbox.add({ ...this.written(body), conversation, thread, format: "markdown" });
  }

  private written(text: string): Pick<Handed, "id" | "body" | "at"> {
    return { id: uuid(), body: this.addressees.signed(text), at: new Date().toISOString() };
  }

  /** What these people say neither calls nor counts as said to one. */
  ignore(people: ReadonlySet<AccountId>): void {
    this.store.ignore(people);
    this.notifications.ignore(people);
  }

  private async keepUnsent(conversation: ConversationId, item: Handed): Promise<void> {
    await this.outbox.add({ ...item, conversation, format: "markdown" });
    this.drafts.handedOver(conversation, item.id);
  }

  /** A page that died between composer and outbox: the same id again, so that nothing can be there twice. */
  private async keepWhatWasHanded(): Promise<void> {
    for (const conversation of this.drafts.all()) {
      for (const item of this.drafts.get(conversation).handed ?? []) {
        if (this.outbox.items.some(({ id }) => id === item.id)) this.drafts.handedOver(conversation, item.id);
        else await this.keepUnsent(conversation, item);
      }
    }
  }

  async edit(conversation: ConversationId, seq: Seq, text: string): Promise<void> {
    const body = this.addressees.signed(text);
    const wish = { type: "edit", conversation, seq, body } as const;
    if (this.fits(wish)) await this.connection.ask(wish);
    else await this.api.edit(conversation, seq, body);
  }

  /** Deletes it for everybody; who wrote it is told why, if that is another. */
  async remove(conversation: ConversationId, seq: Seq, why?: string): Promise<void> {
    await this.connection.ask({
      type: "delete",
      conversation,
      seq,
      ...(why !== undefined && { reason: why }),
    });
  }

  /** Ends a poll. What does not work is told in passing. */
  closePoll({ conversation, seq }: Message): void {
    this.inPassing(this.connection.ask({ type: "closePoll", conversation, seq }));
  }

  /** Has the server post a message later; another one of the same id takes its place. */
  async schedule({
    id,
    conversation,
    body,
    at,
    replyTo,
    thread,
  }: Pick<ScheduledMessage, "id" | "conversation" | "at" | "replyTo" | "thread"> & {
    body: string;
  }): Promise<void> {
    await this.connection.ask({
      type: "schedule",
      id,
      conversation,
      body,
      at,
      ...(replyTo !== undefined && { replyTo }),
      ...(thread !== undefined && { thread }),
    });
  }

  async sendScheduled(message: ScheduledMessage): Promise<void> {
    await this.schedule({ ...message, body: message.body ?? "", at: new Date().toISOString() });
  }

  async unschedule(id: string): Promise<void> {
    await this.connection.ask({ type: "unschedule", id });
  }

  /** Keeps a message in sight for everybody, or no longer. What does not work is told in passing. */
  pin(conversation: ConversationId, seq: Seq, on: boolean): void {
    this.inPassing(this.connection.ask({ type: "pin", conversation, seq, on }));
  }

  /** Puts a mention away in one's inbox, or takes it back. */
  done(conversation: ConversationId, seq: Seq, on: boolean): void {
    this.inPassing(this.connection.ask({ type: "done", conversation, seq, on }));
  }

  /** Puts all mentions up to a moment away. */
  tidy(until: string): void {
    this.inPassing(this.connection.ask({ type: "tidy", until }));
  }

  hidePreviews(conversation: ConversationId, seq: Seq): void {
    this.inPassing(this.api.hidePreviews(conversation, seq));
  }

  /** Waits for something that has no place of its own to say that it did not work. */
  private inPassing(work: Promise<unknown>): void {
    work.catch((failure: unknown) =>
      this.complaints.tell(failure instanceof Refused ? failure.problem : undefined),
    );
  }

  /** Lets a conversation be unread from a message on, for oneself; how far others see that one has come stays. */
  readAgain(conversation: ConversationId, from: Seq): void {
    this.memos.set("unread", conversation, String(from));
    this.store.toReadAgain(conversation, from);
  }

  /** Says in a conversation what was said in another. The same copy is not made twice by trying twice. */
  async forward(to: ConversationId, { conversation, seq }: Message, id: string): Promise<void> {
    await this.connection.ask({ type: "forward", conversation: to, id, from: conversation, seq });
  }

  /** Somebody types here. */
  typing(conversation: ConversationId): void {
    const now = Date.now();
    if (now - (this.typedAt.get(conversation) ?? 0) < TYPING_MS) return;
    if (this.connection.tell({ type: "typing", conversation })) this.typedAt.set(conversation, now);
  }

  /** This person looks at a conversation now, or at none. */
  look(conversation?: ConversationId): void {
    this.looksAt = conversation;
    this.notifications.look(conversation);
    this.connection.tell({ type: "focus", ...(conversation !== undefined && { conversation }) });
  }

  /** Signs out and takes off this device what was read; what was written and not sent only if asked to. */
  async signOut(alsoUnsent: boolean): Promise<void> {
    this.close();
    await this.store.settled();
    await this.forgetDevice(alsoUnsent);
    await this.session.signOut();
  }

  /** The session was ended elsewhere: nothing that was read stays, everything that was written does. */
  async forgetDevice(alsoUnsent: boolean): Promise<void> {
    this.memos.forget(alsoUnsent);
    for (const part of this.own) part.forget();
    await this.notifications.clear();
    if (alsoUnsent) {
      this.drafts.discardAll();
      this.threadDrafts.discardAll();
      await deleteKept(this.me.id).catch(() => undefined);
    } else {
      await this.store.forgetAll();
    }
  }

  private async post(item: OutboxItem): Promise<Seq | undefined> {
    const { id, conversation, body, format, replyTo, thread, priority, poll, anyway } = item;
    const place = {
      ...(replyTo !== undefined && { replyTo }),
      ...(thread !== undefined && { thread }),
      ...(priority && { priority }),
      ...(poll && { poll }),
      ...(anyway && { anyway }),
    };
    const wish = { type: "send", conversation, id, body, format, ...place } as const;
    if (!this.fits(wish)) return (await this.api.post(conversation, { id, body, format, ...place })).seq;
    return (await this.connection.ask(wish)).seq;
  }

  /** A body within its limit can be a frame over its own: quotes and line ends double in JSON. */
  private fits(wish: object): boolean {
    return utf8Length(JSON.stringify(wish)) + 32 < this.connection.limits.frame;
  }

  private async sync(): Promise<void> {
    const checkpoint = this.store.checkpoint();
    try {
      if (checkpoint) await this.connection.ask({ type: "sync", checkpoint });
    } catch {
      // The connection is gone; the next one begins with the checkpoint
      this.store.healed();
    }
  }

  private async keep(memo: Omit<Memo, "device">): Promise<Memo> {
    const wish = { type: "keep", ...memo } as const;
    return this.fits(wish) ? (await this.connection.ask(wish)).memo! : this.api.keep(memo);
  }

  /** It is read again, if it is shown. */
  private inboxChanged(): void {
    void this.queries.invalidateQueries({ queryKey: ["inbox"] });
  }

  private followUnread(conversation: ConversationId): void {
    const from = this.memos.get("unread", conversation);
    this.store.toReadAgain(conversation, from === undefined ? undefined : Number(from));
  }

  private drafted(conversation: ConversationId): void {
    clearTimeout(this.pausing.get(conversation));
    this.pausing.set(
      conversation,
      setTimeout(() => this.keepDraft(conversation), PAUSE_MS),
    );
  }

  private keepDraft(conversation: ConversationId): void {
    clearTimeout(this.pausing.get(conversation));
    this.pausing.delete(conversation);
    this.memos.set("draft", conversation, this.drafts.unsent(conversation));
  }

  private keepDrafts(): void {
    for (const conversation of [...this.pausing.keys()]) this.keepDraft(conversation);
  }

  private reportRead(conversation: ConversationId, seq: Seq): void {
    this.toReport.set(conversation, seq);
    this.reportTimer ??= setTimeout(() => {
      this.reportTimer = undefined;
      for (const [id, upTo] of this.toReport)
        this.connection.tell({ type: "read", conversation: id, seq: upTo });
      this.toReport.clear();
    }, REPORT_MS);
  }

  private connectionChanged(): void {
    const { phase, stopped } = this.connection.state;
    const live = phase === "live";
    this.outbox.connected(live);
    this.presence.connected(live);
    if (live) {
      this.look(this.looksAt);
      for (const [conversation, seq] of this.store.unreported()) this.reportRead(conversation, seq);
      this.people.retry();
      this.userGroups.retry();
      this.memos.connected();
      this.reactions.connected();
      for (const part of this.own) part.connected?.();
      void this.threads.connected();
      this.notifications.connected();
    } else if (phase === "connecting") {
      this.store.healed();
    } else if (stopped === "terms") {
      this.agreement.wanted();
    }
  }

  private listenToTheBrowser(): void {
    const on = (target: EventTarget, name: string, listener: (event: Event) => void) => {
      target.addEventListener(name, listener);
      this.ends.push(() => target.removeEventListener(name, listener));
    };
    on(window, "online", () => this.connection.networkChanged());
    on(window, "offline", () => this.connection.doubt());
    on(window, "pageshow", () => this.connection.nudge());
    on(window, "pagehide", () => this.keepDrafts());
    on(window, "storage", (event) => {
      this.drafts.changed();
      const key = (event as StorageEvent).key ?? "";
      this.memos.stored(key);
      for (const part of this.own) part.stored(key);
    });
    on(document, "visibilitychange", () => {
      if (document.visibilityState === "visible") this.connection.nudge();
      else this.checkpoints.say();
    });
  }
}

async function device(account: number): Promise<Device> {
  try {
    const database = await openKept(account);
    return {
      copy: new IndexedCopy(database),
      outbox: new IndexedOutbox(database),
      people: new IndexedPeople(database),
      keeps: true,
    };
  } catch {
    return { copy: noCopy, outbox: new OutboxInMemory(), people: noPeople, keeps: false };
  }
}

/** The other tabs of this browser. */
function tabs(name: string): { channel: Channel; close: () => void } {
  const channel: Channel = { post: () => undefined, onWord: undefined };
  if (typeof BroadcastChannel === "undefined") return { channel, close: () => undefined };
  const broadcast = new BroadcastChannel(name);
  channel.post = (word) => broadcast.postMessage(word);
  broadcast.onmessage = (event: MessageEvent<OutboxWord>) => channel.onWord?.(event.data);
  return { channel, close: () => broadcast.close() };
}
