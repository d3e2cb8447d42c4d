import { isAside, type ConversationState, type Store } from "@/delivery/Store";
import type { Memos } from "@/delivery/Memos";
import { isFolded } from "@/identity/blocks";
import type { Locks } from "@/identity/locks";
import type { People } from "@/identity/People";
import type { Account } from "@/identity/Session";
import type { MyThreads } from "@/message/MyThreads";
import { wordsOf } from "@/message/words";
import type { Presence } from "@/presence/Presence";
import { placeOf } from "@/shell/places";
import type { AccountId, ConversationId, Message, Seq, ServerFrame } from "@/wire/wire";
import type { Desktop } from "./desktop";
import { calls, isQuiet, levelOf, quietHours } from "./rules";

export interface NotificationsOptions {
  me: Account;
  store: Pick<Store, "subscribe" | "conversation" | "message" | "isMeant">;
  memos: Pick<Memos, "get" | "setting">;
  threads: Pick<MyThreads, "subscribe" | "readIn">;
  people: Pick<People, "get" | "subscribe">;
  presence: Pick<Presence, "of">;
  locks: Locks;
  desktop: Desktop;
  /** Whether this device shows notes at all. */
  isWanted: () => boolean;
  /** A text with names for those it speaks to. */
  named: (body: string) => string;
  /** What is said where no words are to be seen, or none are known. */
  words: (what: "newMessage" | "newMessages" | "somebody" | "conversation") => string;
  now?: () => Date;
}

/** What follows so soon is shown without another sound. */
const SAME_BREATH_MS = 5_000;
/** What is shown of a conversation, and since when. */
interface Shown {
  seq: Seq;
  /** The root of the thread that it is in. */
  thread?: Seq | undefined;
  at: number;
}

/** So long it is waited for the name of somebody who is not known yet. */
const NAME_MS = 2_000;

/**
 * Calls somebody who does not look: for a message in a conversation that nobody has before their eyes in any tab, when
 * the rules say so. One tab of a browser does it for all. Of a conversation the last message is shown; when it is read,
 * here or elsewhere, it goes.
 */
export class Notifications {
  private readonly shown = new Map<ConversationId, Shown>();
  private readonly ends: (() => void)[] = [];
  private ignored: ReadonlySet<AccountId> = new Set();
  private looksAt: ConversationId | undefined;
  private looking: { at: ConversationId; end: () => void } | undefined;
  private leads = false;
  private closed = false;
  /** Whether the server has told everything once: before, it tells what is old. */
  private caughtUp = false;

  constructor(private readonly options: NotificationsOptions) {
    const { locks, me, store, threads } = options;
    void locks.run(`parley.notifies.${me.id}`, async () => {
      if (this.closed) return;
      this.leads = true;
      await new Promise<void>((over) => this.ends.push(over));
    });
    this.ends.push(store.subscribe(() => this.clearRead()));
    this.ends.push(threads.subscribe(() => this.clearRead()));
    const noteLooking = () => this.noteLooking();
    for (const name of ["focus", "blur"]) {
      window.addEventListener(name, noteLooking);
      this.ends.push(() => window.removeEventListener(name, noteLooking));
    }
    document.addEventListener("visibilitychange", noteLooking);
    this.ends.push(() => document.removeEventListener("visibilitychange", noteLooking));
  }

  /** The server has told what was missed. */
  connected(): void {
    this.caughtUp = true;
  }

  /** This conversation is open in this tab, or none is. */
  look(conversation: ConversationId | undefined): void {
    this.looksAt = conversation;
    this.noteLooking();
  }

  /** What these people say does not call. */
  ignore(people: ReadonlySet<AccountId>): void {
    this.ignored = people;
  }

  /** News, when the store knows of them. */
  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type === "message") this.consider(frame.conversation, [frame]);
      else if (frame.type === "activity") this.considerUnseen(frame.conversation, frame.seq, frame.mentions);
      else if (frame.type === "changes" && this.caughtUp)
        for (const { id, messages } of frame.conversations) this.consider(id, messages);
    }
  }

  onClick(go: (place: string) => void): () => void {
    return this.options.desktop.onClick(go);
  }

  /** Takes away all that is shown. */
  async clear(): Promise<void> {
    this.shown.clear();
    await this.options.desktop.clear().catch(() => undefined);
  }

  close(): void {
    this.closed = true;
    this.leads = false;
    this.look(undefined);
    for (const end of this.ends) end();
  }

  private consider(id: ConversationId, messages: readonly Message[]): void {
    const state = this.options.store.conversation(id);
    if (!state) return;
    const last = messages.findLast((message) => this.isNew(state, message) && this.callsFor(state, message));
    if (last) void this.call(state, last.seq, last);
  }

  /** A large conversation has moved on; what was said is not known. */
  private considerUnseen(id: ConversationId, seq: Seq, mentions = 0): void {
    const state = this.options.store.conversation(id);
    // Once: it may go on every second, and there are no words to show
    if (state && !this.shown.has(id) && seq > state.read && this.callsFor(state, undefined, mentions > 0))
      void this.call(state, seq);
  }

  private isNew(state: ConversationState, message: Message): boolean {
    return (
      message.sender !== this.options.me.id &&
      !isFolded(message, this.ignored) &&
      message.format !== "system" &&
      !message.deleted &&
      message.seq > Math.max(this.readOf(state, threadOf(message, state)), this.shown.get(state.id)?.seq ?? 0)
    );
  }

  private callsFor(state: ConversationState, message?: Message, mentioned = false): boolean {
    const { me, memos, presence, store } = this.options;
    if (state.left !== undefined) return false;
    const thread = message && threadOf(message, state);
    return calls({
      level: levelOf(memos.setting("notify")),
      own: memos.get("level", state.id),
      kind: state.about.kind,
      meant:
        mentioned ||
        (message !== undefined &&
          (message.priority === "urgent" ||
            store.isMeant(message) ||
            this.answersMe(message) ||
            this.follows(state.id, thread))),
      aside: thread !== undefined,
      muted: memos.get("mute", state.id) !== undefined,
      busy: presence.of(me.id)?.status === "busy" || isQuiet(quietHours(memos.setting("quiet")), this.now()),
    });
  }

  private answersMe({ conversation, replyTo }: Message): boolean {
    const { store, me } = this.options;
    return replyTo !== undefined && store.message(conversation, replyTo)?.sender === me.id;
  }

  private follows(id: ConversationId, thread: Seq | undefined): boolean {
    return thread !== undefined && this.options.threads.readIn(id, thread) !== undefined;
  }

  /** How far somebody has read, where a message of this thread, or of none, is read. */
  private readOf({ id, read }: ConversationState, thread: Seq | undefined): Seq {
    return (thread === undefined ? undefined : this.options.threads.readIn(id, thread)) ?? read;
  }

  private async call(state: ConversationState, seq: Seq, message?: Message): Promise<void> {
    const { desktop, isWanted, locks } = this.options;
    const before = this.shown.get(state.id);
    const at = this.now().getTime();
    this.shown.set(state.id, { seq, thread: message && threadOf(message, state), at });
    // What this tab says to the others may not have come to them yet
    if (this.looking?.at === state.id) return;
    if (!isWanted() || (await locks.isShared(this.nameOfLooking(state.id))) || !this.leads) return;
    const [title, text] = await this.saying(state, message);
    // Meanwhile it was read, or there is something newer
    if (this.shown.get(state.id)?.seq !== seq) return;
    const quiet = before !== undefined && at - before.at < SAME_BREATH_MS;
    await desktop
      .show({ tag: tagOf(state.id), title, text, place: placeOf(state.id, seq), quiet })
      .catch(() => {
        // The browser shows nothing any more; the message is in the list all the same
      });
  }

  private async saying(
    { about }: ConversationState,
    message?: Message,
  ): Promise<[title: string, text: string]> {
    const { memos, words } = this.options;
    const direct = about.kind === "direct";
    const who = message && (await this.nameOf(message.sender));
    const title = (direct ? who : about.name) ?? words("conversation");
    if (memos.setting("notify-text") === "hidden")
      return [title, words(message ? "newMessage" : "newMessages")];
    if (!message) return [title, words("newMessages")];
    const said = wordsOf(this.options.named(message.body));
    return [title, direct ? said : `${who!}: ${said}`];
  }

  private async nameOf(account: AccountId): Promise<string> {
    const { people, words } = this.options;
    const known = people.get(account);
    if (known) return known.displayName;
    return new Promise((named) => {
      const end = people.subscribe(() => {
        const person = people.get(account);
        if (person) settle(person.displayName);
      });
      const timer = setTimeout(() => settle(words("somebody")), NAME_MS);
      const settle = (name: string) => {
        clearTimeout(timer);
        end();
        named(name);
      };
    });
  }

  private clearRead(): void {
    for (const [id, { seq, thread }] of this.shown) {
      const state = this.options.store.conversation(id);
      if (state && state.left === undefined && this.readOf(state, thread) < seq) continue;
      this.shown.delete(id);
      void this.options.desktop.clear(tagOf(id)).catch(() => undefined);
    }
  }

  /** Says to the other tabs what somebody looks at here, as long as they do. */
  private noteLooking(): void {
    const looks = document.visibilityState === "visible" && document.hasFocus();
    const at = looks ? this.looksAt : undefined;
    if (this.looking?.at === at) return;
    this.looking?.end();
    this.looking =
      at === undefined ? undefined : { at, end: this.options.locks.share(this.nameOfLooking(at)) };
  }

  private nameOfLooking(id: ConversationId): string {
    return `parley.looks.${this.options.me.id}.${id}`;
  }

  private now(): Date {
    return this.options.now?.() ?? new Date();
  }
}

/** The root of the thread that a message is shown in, if it is shown beside the conversation. */
function threadOf(message: Message, { about }: ConversationState): Seq | undefined {
  return isAside(message, about) ? message.thread : undefined;
}

function tagOf(id: ConversationId): string {
  return `conversation-${id}`;
}
