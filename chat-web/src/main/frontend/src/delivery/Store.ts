import type {
  AccountId,
  Checkpoint,
  Conversation,
  ConversationChanges,
  ConversationId,
  Message,
  Rev,
  Seq,
  ServerFrame,
} from "@/wire/wire";
import { mayCall, surelyCalls, type Ears, type Named } from "@/message/mentions";
import { ConversationLog } from "./ConversationLog";
import type { ConversationDelta, Counted, Delta, LocalCopy, Told } from "./LocalCopy";
import { covers, union, type Ranges } from "./ranges";
import { Typists } from "./Typists";

/** A conversation as it is shown. A new object whenever something about it has changed. */
export interface ConversationState {
  readonly id: ConversationId;
  readonly about: Conversation;
  /** Applied up to here: messages, changes. */
  readonly seq: Seq;
  readonly rev: Rev;
  readonly read: Seq;
  /** From here on it is to be read again. */
  readonly again?: Seq;
  /** The number of the newest message, where the server says only that there is more than came. */
  readonly ahead?: Seq;
  readonly unread: number;
  /** How many of the unread messages speak to this account. */
  readonly mentions: number;
  /** How many did that it was not told. */
  readonly missed?: number;
  readonly last?: Message;
  /** No member any more; the last number one may see. */
  readonly left?: Seq;
  /** Grows with every message that comes, changes or is loaded. */
  readonly version: number;
}

/** A stretch of a conversation that is whole, and whether it reaches the end. */
export interface Stretch {
  readonly from: Seq;
  readonly to: Seq;
  readonly messages: readonly Message[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

export interface StoreEvents {
  /** Something between what is here and what came is missing: ask for it. */
  gap(): void;
  /** The server counts from another beginning; all that was known is dropped. */
  reset(): void;
  /** Messages came in. */
  arrived(messages: readonly Message[]): void;
  /** A person has read up to here; the server does not know it yet. */
  read(conversation: ConversationId, seq: Seq): void;
  /** What was to be read again was. */
  readAgain(conversation: ConversationId): void;
}

interface Entry {
  state: ConversationState;
  log: ConversationLog;
  /** What the device keeps of it, which may be more than what is in memory. */
  kept: Ranges;
  /** The replies in threads after what was read, as far as they are known; they do not count as unread. */
  aside: ReadonlySet<Seq>;
  /** The messages after what was read that speak to this account, as far as they are known. */
  mentioned: ReadonlySet<Seq>;
  /** How many of both the server knew of. */
  counted: Counted;
  /** Numbers of which it was told that there is no message any more; pages that were read before bring none back. */
  gone: Ranges;
}

/** More of a conversation than this stays in memory only as long as somebody reads there. */
const MOST_IN_MEMORY = 5_000;
const REST_IN_MEMORY = 1_000;

/** Whether a message belongs to a thread that this account can open; what answers an older one is shown with the rest. */
export function isAside({ thread }: Pick<Message, "thread">, { from }: Pick<Conversation, "from">): boolean {
  return thread !== undefined && thread >= from;
}

/** What a summary tells of them. */
function countedIn({ seq, read, from, unread, mentions = 0 }: Conversation): Counted {
  const told = { read, upTo: seq };
  return {
    aside: { ...told, count: Math.max(0, seq - Math.max(read, from - 1) - unread) },
    mentioned: { ...told, count: mentions },
  };
}

/** How many such messages there are after what was read, as far as is known: those that are here, and those one was told of. */
function countOf(here: ReadonlySet<Seq>, told: Told, read: Seq): number {
  if (told.count === 0 || told.read !== read) return here.size;
  let later = 0;
  for (const seq of here) if (seq > told.upTo) later++;
  return later + Math.max(told.count, here.size - later);
}

/**
 * Folds what the server says into what is shown and kept. By number: what was applied before is dropped, what leaves a
 * gap is not applied but asked for. What is kept on the device and the checkpoint that speaks of it are written together.
 */
export class Store {
  private readonly entries = new Map<ConversationId, Entry>();
  private readonly typists: Typists;
  private readonly again = new Map<ConversationId, Seq>();
  private readonly listeners = new Set<() => void>();
  private listed: readonly ConversationState[] | undefined;
  private epoch: string | undefined;
  private account: number | undefined;
  private delta: Delta | undefined;
  private writing: Promise<void> | undefined;
  private healing = false;
  private changed = false;
  private loaded = false;
  private ears: Ears;

  constructor(
    private readonly me: AccountId,
    private readonly copy: LocalCopy,
    private readonly events: StoreEvents,
    now: () => number = Date.now,
  ) {
    this.typists = new Typists(now, () => {
      this.changed = true;
      this.tell();
    });
    this.ears = { me, groups: new Set(), blocked: new Set() };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether there is anything to show: the local copy was read, and had something, or the server has spoken. */
  get ready(): boolean {
    return this.loaded;
  }

  get list(): readonly ConversationState[] {
    this.listed ??= [...this.entries.values()].map((entry) => entry.state);
    return this.listed;
  }

  conversation(id: ConversationId): ConversationState | undefined {
    return this.entries.get(id)?.state;
  }

  message(id: ConversationId, seq: Seq): Message | undefined {
    return this.entries.get(id)?.log.get(seq);
  }

  /** Whether a message speaks to this account. */
  isMeant(message: Message): boolean {
    return mayCall(message, this.ears);
  }

  /** Whether this is the account itself, or a group that it is in. */
  isOwn(one: Named): boolean {
    return typeof one === "number" ? one === this.me : this.ears.groups.has(Number(one.slice(1)));
  }

  /** What these people say speaks to nobody here. */
  ignore(blocked: ReadonlySet<AccountId>): void {
    this.ears = { ...this.ears, blocked };
    for (const entry of this.entries.values()) {
      const heard = [...entry.mentioned].filter((seq) => {
        const sender = entry.log.get(seq)?.sender;
        return sender === undefined || !blocked.has(sender);
      });
      if (heard.length === entry.mentioned.size) continue;
      entry.mentioned = new Set(heard);
      this.change(entry.state.id).mentioned = heard;
      this.set(entry, {});
    }
    this.tell();
    this.keep();
  }

  /** The replies in the thread of a message that are in memory. */
  thread(id: ConversationId, root: Seq): Message[] {
    return this.entries.get(id)?.log.all((message) => message.thread === root) ?? [];
  }

  /** Reads what this device keeps. */
  async load(): Promise<void> {
    const kept = await this.copy.load();
    this.epoch = kept.epoch;
    this.account = kept.account;
    for (const {
      about,
      seq,
      rev,
      read,
      last,
      left,
      ranges,
      aside,
      mentioned,
      counted,
    } of kept.conversations) {
      const entry = this.enter({ ...about, read }, seq, rev);
      entry.kept = ranges;
      const told = { read, upTo: 0, count: 0 };
      entry.counted = counted ?? { aside: told, mentioned: told };
      entry.aside = new Set(aside);
      entry.mentioned = new Set(mentioned);
      this.set(entry, { ...(last && { last }), ...(left !== undefined && { left }) });
    }
    this.delta = undefined;
    this.loaded = this.epoch !== undefined;
    this.touch();
    this.tell();
  }

  /** What was applied, or nothing if nothing was. */
  checkpoint(): Checkpoint | undefined {
    if (this.epoch === undefined || this.account === undefined) return undefined;
    const conversations: Record<ConversationId, [Seq, Rev]> = {};
    for (const { state } of this.entries.values()) {
      if (state.left === undefined) conversations[state.id] = [state.seq, state.rev];
    }
    return { epoch: this.epoch, account: this.account, conversations };
  }

  /** Folds frames that came together; whoever listens is told once. */
  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) this.fold(frame);
    this.tell();
    this.keep();
  }

  /** A page of history: all of what one may see from–to. */
  addHistory(id: ConversationId, from: Seq, to: Seq, messages: readonly Message[], fromCopy = false): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    const there = messages.filter((message) => !covers(entry.gone, message.seq));
    for (const message of there) {
      entry.log.put(message);
      this.noteAside(entry, message);
      this.noteMention(entry, message, undefined, false);
    }
    if (from <= to) entry.log.cover(from, to);
    this.events.arrived(there);
    if (!fromCopy) {
      const change = this.change(id);
      change.messages.push(...there);
      if (from <= to) change.cover.push([from, to]);
    }
    this.set(entry, {});
    this.tell();
    this.keep();
  }

  /** The stretch around a number that is in memory, or nothing. */
  stretch(id: ConversationId, around: Seq): Stretch | undefined {
    const entry = this.entries.get(id);
    const span = entry?.log.spanOf(around);
    if (!entry || !span) return undefined;
    const [from, to] = span;
    const { left, seq } = entry.state;
    return {
      from,
      to,
      messages: entry.log.slice(from, to),
      atStart: from <= 1,
      atEnd: to >= (left ?? seq),
    };
  }

  /** The stretch around a number that this device keeps. */
  keptAround(id: ConversationId, around: Seq): readonly [Seq, Seq] | undefined {
    return this.entries.get(id)?.kept.find(([from, to]) => from <= around && around <= to);
  }

  /** Nobody reads there any more; of much that was loaded only the end stays in memory. */
  letGo(id: ConversationId): void {
    this.entries.get(id)?.log.trim(MOST_IN_MEMORY, REST_IN_MEMORY);
  }

  /** The newest message of one's own that can still be edited. */
  lastOwn(id: ConversationId): Message | undefined {
    return this.entries
      .get(id)
      ?.log.findLast(
        (message) =>
          message.sender === this.me &&
          !message.deleted &&
          message.format !== "system" &&
          message.forwarded === undefined &&
          message.thread === undefined,
      );
  }

  /** This person has read up to here. */
  markRead(id: ConversationId, seq: Seq): void {
    const entry = this.entries.get(id);
    if (!entry || entry.state.left !== undefined) return;
    const upTo = Math.min(seq, entry.state.seq);
    const from = this.again.get(id);
    if (from !== undefined && upTo >= from) {
      this.toReadAgain(id, undefined);
      this.events.readAgain(id);
    }
    if (upTo <= entry.state.read) return;
    this.readUpTo(entry, upTo);
    this.events.read(id, upTo);
    this.tell();
    this.keep();
  }

  /** This person wants to read it again from here on, or no longer. */
  toReadAgain(id: ConversationId, from: Seq | undefined): void {
    if (from === undefined) this.again.delete(id);
    else this.again.set(id, from);
    const entry = this.entries.get(id);
    if (entry) this.set(entry, {});
    this.tell();
  }

  /** What was read here and the server does not know. */
  unreported(): [ConversationId, Seq][] {
    return this.list
      .filter((state) => state.left === undefined && state.read > state.about.read)
      .map((state) => [state.id, state.read]);
  }

  /** Who is writing in a conversation just now. */
  typing(id: ConversationId): readonly AccountId[] {
    return this.typists.of(id);
  }

  /** Takes a conversation that one has left off this device. */
  async forget(id: ConversationId): Promise<void> {
    this.entries.delete(id);
    this.delta?.conversations.delete(id);
    this.touch();
    this.tell();
    await this.settled();
    await this.copy.forget(id);
  }

  /** Takes everything that was read off this device. */
  async forgetAll(): Promise<void> {
    this.dropAll();
    this.tell();
    await this.settled();
  }

  /** All that was to be kept is kept. */
  async settled(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private fold(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        this.ears = { ...this.ears, groups: new Set(frame.groups) };
        if (this.epoch !== undefined && this.epoch !== frame.epoch) this.dropAll();
        return this.began(frame.epoch);
      case "changes":
        for (const changes of frame.conversations) this.foldChanges(changes);
        if (!frame.more) {
          this.healing = false;
          // Also when there was nothing to tell
          if (!this.loaded) this.touch();
          this.loaded = true;
          if (frame.account !== undefined) this.accountUpTo(frame.account);
        }
        return;
      case "message":
        return this.foldMessage(frame);
      case "changed":
        return this.foldChanged(frame.conversation, frame.seq, frame.rev, frame.message);
      case "destroyed":
        return this.foldDestroyed(frame.conversation, frame.rev, frame.numbers);
      case "conversation":
        return this.foldConversation(frame.conversation);
      case "removed":
        return this.foldRemoved(frame.conversation, frame.seq);
      case "self":
        for (const [id, seq] of Object.entries(frame.read)) this.foldRead(Number(id), seq);
        if (this.account !== undefined) this.accountUpTo(frame.rev);
        return;
      case "activity":
        return this.foldActivity(frame.conversation, frame.seq, frame.mentions);
      case "typing":
        return this.foldTyping(frame.conversation, frame.account);
      case "resync":
        return this.gap();
    }
  }

  private foldChanges(changes: ConversationChanges): void {
    const { id, conversation, messages } = changes;
    let entry = this.entries.get(id);
    if (!entry && !conversation) return;
    if (!entry || changes.reset || (entry.state.left !== undefined && conversation && !changes.left)) {
      entry = this.enter(conversation ?? entry!.state.about, changes.seq, changes.rev, entry);
    } else {
      this.destroy(entry, changes.destroyed ?? []);
      if (conversation) this.describe(entry, conversation);
    }
    for (const message of messages)
      this.take(entry, message, message.seq > entry.state.seq || changes.reset === true);
    this.set(entry, {
      seq: Math.max(entry.state.seq, changes.seq),
      rev: Math.max(entry.state.rev, changes.rev),
      missed: 0,
    });
    if (changes.left) this.leave(entry, changes.seq);
    this.noteProgress(entry);
  }

  private foldMessage(message: Message & { type?: string }): void {
    const entry = this.entries.get(message.conversation);
    if (!entry) return this.gap();
    const { type, ...plain } = message;
    if (plain.seq > entry.state.seq + 1) return this.gap();
    if (plain.seq <= entry.state.seq) {
      // A repeat; or the summary that told of the conversation was newer than the stream that follows it
      if (!entry.log.spanOf(plain.seq)) this.take(entry, plain, true);
      return;
    }
    this.take(entry, plain, true, true);
    const ownNext = plain.sender === this.me && entry.state.read >= entry.state.seq;
    this.set(entry, { seq: plain.seq });
    if (ownNext) {
      this.readUpTo(entry, plain.seq);
      // Other devices, and this one later, count from what the server knows
      this.events.read(plain.conversation, plain.seq);
    }
    this.typists.end(plain.conversation, plain.sender);
    this.noteProgress(entry);
  }

  private foldChanged(id: ConversationId, _seq: Seq, rev: Rev, message: Message): void {
    const entry = this.entries.get(id);
    if (!entry) return this.gap();
    if (rev > entry.state.rev + 1) return this.gap();
    if (rev <= entry.state.rev) return;
    // Kept though it may lie outside of all that was loaded: a page of history that was read before the change and
    // comes after it must not bring the old form back
    this.take(entry, message, false);
    this.set(entry, { rev });
    this.noteProgress(entry);
  }

  private foldDestroyed(id: ConversationId, rev: Rev, numbers: Ranges): void {
    const entry = this.entries.get(id);
    if (!entry) return this.gap();
    if (rev > entry.state.rev + 1) return this.gap();
    if (rev <= entry.state.rev) return;
    const { read, last } = entry.state;
    // What is unread now, and what the newest message is, only the server knows
    if (numbers.some(([, to]) => to > read) || (last && covers(numbers, last.seq))) return this.gap();
    this.destroy(entry, numbers);
    this.set(entry, { rev });
    this.noteProgress(entry);
  }

  /** There is no message any more under these numbers. */
  private destroy(entry: Entry, numbers: Ranges): void {
    if (numbers.length === 0) return;
    entry.log.remove(numbers);
    entry.gone = union(entry.gone, numbers);
    const change = this.change(entry.state.id);
    change.messages = change.messages.filter((message) => !covers(numbers, message.seq));
    change.gone = [...(change.gone ?? []), ...numbers.map(([from, to]): [Seq, Seq] => [from, to])];
    const mentioned = [...entry.mentioned].filter((seq) => !covers(numbers, seq));
    if (mentioned.length < entry.mentioned.size) {
      entry.mentioned = new Set(mentioned);
      change.mentioned = mentioned;
    }
    if (change.last && covers(numbers, change.last.seq)) delete change.last;
    const { last, ...state } = entry.state;
    if (last && covers(numbers, last.seq)) entry.state = state;
    this.set(entry, {});
  }

  private foldConversation(about: Conversation): void {
    const entry = this.entries.get(about.id);
    if (!entry || entry.state.left !== undefined) {
      this.noteProgress(this.enter(about, about.seq, about.rev, entry));
    } else {
      this.describe(entry, about);
    }
  }

  private foldRemoved(id: ConversationId, seq: Seq): void {
    const entry = this.entries.get(id);
    if (entry) this.leave(entry, seq);
  }

  private foldRead(id: ConversationId, seq: Seq): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.set(entry, { about: { ...entry.state.about, read: Math.max(seq, entry.state.about.read) } });
    this.change(id).about = entry.state.about;
    if (seq > entry.state.read) this.readUpTo(entry, seq);
  }

  /** A large conversation that nobody looks at has moved on; what was said there comes when somebody does. */
  private foldActivity(id: ConversationId, seq: Seq, missed = 0): void {
    const entry = this.entries.get(id);
    if (entry && seq > entry.state.seq) this.set(entry, { ahead: seq, missed });
  }

  private foldTyping(id: ConversationId, account: AccountId): void {
    if (account === this.me || !this.entries.has(id)) return;
    this.typists.begin(id, account);
    this.changed = true;
  }

  /** A conversation begins here: new, or new again. */
  private enter(about: Conversation, seq: Seq, rev: Rev, before?: Entry): Entry {
    const log = new ConversationLog();
    const version = (before?.state.version ?? 0) + 1;
    const { last, ...rest } = about;
    const state: ConversationState = {
      id: about.id,
      about: rest,
      seq,
      rev,
      read: Math.max(about.read, before?.state.read ?? 0),
      unread: 0,
      mentions: 0,
      version,
      ...(last && { last }),
    };
    const entry: Entry = {
      state,
      log,
      kept: [],
      aside: new Set(),
      mentioned: new Set(),
      counted: countedIn(about),
      gone: before?.gone ?? [],
    };
    this.entries.set(about.id, entry);
    this.set(entry, {});
    const change = this.change(about.id);
    change.messages = [];
    change.cover = [];
    const { counted } = entry;
    Object.assign(change, { drop: before !== undefined, about: rest, read: state.read, seq, rev, counted });
    Object.assign(change, { aside: [], mentioned: [] });
    if (last) change.last = last;
    return entry;
  }

  private describe(entry: Entry, about: Conversation): void {
    const { last, ...rest } = about;
    entry.counted = countedIn(about);
    this.set(entry, { about: { ...rest, read: Math.max(rest.read, entry.state.about.read) } });
    Object.assign(this.change(about.id), { about: entry.state.about, counted: entry.counted });
    if (about.read > entry.state.read) this.readUpTo(entry, about.read);
    if (last && last.seq > (entry.state.last?.seq ?? 0)) this.set(entry, { last });
  }

  /** Takes in a message that came; `heard` says that it was as it was said. */
  private take(entry: Entry, message: Message, isNext: boolean, heard = false): void {
    const before = entry.log.get(message.seq);
    entry.log.put(message);
    this.noteAside(entry, message);
    this.noteMention(entry, message, before, heard);
    const change = this.change(message.conversation);
    change.messages.push(message);
    if (isNext) {
      entry.log.cover(message.seq, message.seq);
      change.cover.push([message.seq, message.seq]);
    }
    const { last } = entry.state;
    if (!last || message.seq > last.seq || (message.seq === last.seq && message.rev > last.rev)) {
      this.set(entry, { last: message });
      change.last = message;
    }
    this.events.arrived([message]);
  }

  private noteAside(entry: Entry, message: Message): void {
    const { about, read } = entry.state;
    if (!isAside(message, about) || message.seq <= read || entry.aside.has(message.seq)) return;
    entry.aside = new Set(entry.aside).add(message.seq);
    this.change(message.conversation).aside = [...entry.aside];
  }

  private noteMention(entry: Entry, message: Message, before: Message | undefined, heard: boolean): void {
    const { about, read } = entry.state;
    const { seq } = message;
    if (seq <= read || isAside(message, about)) return;
    const calls = surelyCalls(message, this.ears) || (heard && this.isMeant(message));
    const could = this.isMeant(message);
    // The server has counted it as it was before
    const told = entry.counted.mentioned;
    if (before && seq <= told.upTo && this.isMeant(before) !== could) {
      const count = Math.max(0, told.count + (could ? 1 : -1));
      entry.counted = { ...entry.counted, mentioned: { ...told, count } };
      this.change(message.conversation).counted = entry.counted;
    }
    if (calls === entry.mentioned.has(seq) || (could && !calls)) return;
    const mentioned = new Set(entry.mentioned);
    if (calls) mentioned.add(seq);
    else mentioned.delete(seq);
    entry.mentioned = mentioned;
    this.change(message.conversation).mentioned = [...mentioned];
  }

  private leave(entry: Entry, seq: Seq): void {
    this.set(entry, { left: seq, read: Math.max(entry.state.read, seq) });
    this.change(entry.state.id).left = seq;
  }

  private readUpTo(entry: Entry, seq: Seq): void {
    if (entry.aside.size > 0) {
      entry.aside = new Set([...entry.aside].filter((reply) => reply > seq));
      this.change(entry.state.id).aside = [...entry.aside];
    }
    if (entry.mentioned.size > 0) {
      entry.mentioned = new Set([...entry.mentioned].filter((called) => called > seq));
      this.change(entry.state.id).mentioned = [...entry.mentioned];
    }
    this.set(entry, { read: seq });
    this.change(entry.state.id).read = seq;
  }

  private noteProgress(entry: Entry): void {
    const change = this.change(entry.state.id);
    change.seq = entry.state.seq;
    change.rev = entry.state.rev;
  }

  private set(entry: Entry, change: Partial<ConversationState>): void {
    const { again: _, ...state } = { ...entry.state, ...change, version: entry.state.version + 1 };
    const again = this.again.get(state.id);
    const read = Math.min(state.read, (again ?? Infinity) - 1);
    const after =
      Math.max(state.seq, state.ahead ?? 0) -
      Math.max(read, state.about.from - 1) -
      countOf(entry.aside, entry.counted.aside, state.read);
    const unread = state.left === undefined ? Math.max(0, after) : 0;
    const called = countOf(entry.mentioned, entry.counted.mentioned, state.read) + (state.missed ?? 0);
    const mentions = state.left === undefined ? Math.min(called, unread) : 0;
    entry.state = { ...state, unread, mentions, ...(again !== undefined && { again }) };
    this.touch();
  }

  private began(epoch: string): void {
    if (this.epoch === epoch) return;
    this.epoch = epoch;
    this.pending().epoch = epoch;
  }

  private accountUpTo(rev: number): void {
    if (this.account !== undefined && rev <= this.account) return;
    this.account = rev;
    this.pending().account = rev;
  }

  private dropAll(): void {
    this.entries.clear();
    this.typists.clear();
    this.delta = undefined;
    this.account = undefined;
    this.epoch = undefined;
    this.loaded = false;
    this.touch();
    const before = this.writing ?? Promise.resolve();
    this.writing = this.thenKeep(before.then(() => this.copy.clear()));
    this.events.reset();
  }

  /** Once till it is healed: the answer brings everything. */
  private gap(): void {
    if (this.healing) return;
    this.healing = true;
    this.events.gap();
  }

  /** A question about a gap was not answered; the next frame that shows the gap asks again. */
  healed(): void {
    this.healing = false;
  }

  private pending(): Delta {
    this.delta ??= { conversations: new Map() };
    return this.delta;
  }

  private change(id: ConversationId): ConversationDelta {
    const { conversations } = this.pending();
    const change = conversations.get(id) ?? { messages: [], cover: [] };
    conversations.set(id, change);
    return change;
  }

  /** Writes what is new. What comes meanwhile is written together, after. */
  private keep(): void {
    if (this.writing || !this.delta) return;
    const delta = this.delta;
    this.delta = undefined;
    this.writing = this.thenKeep(this.copy.write(delta));
  }

  /** A copy that cannot be written is only old: the numbers in it still speak of what is in it. */
  private thenKeep(work: Promise<void>): Promise<void> {
    const writing: Promise<void> = work
      .catch(() => undefined)
      .then(() => {
        if (this.writing !== writing) return;
        this.writing = undefined;
        this.keep();
      });
    return writing;
  }

  private touch(): void {
    this.listed = undefined;
    this.changed = true;
  }

  private tell(): void {
    if (!this.changed) return;
    this.changed = false;
    for (const listener of this.listeners) listener();
  }
}
