import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { PeopleStorage } from "@/identity/People";
import type { Person } from "@/wire/Api";
import type { AccountId, ConversationId, Message, Seq } from "@/wire/wire";
import type { ConversationDelta, Delta, Kept, KeptConversation, LocalCopy } from "./LocalCopy";
import type { OutboxItem, OutboxStorage } from "./Outbox";
import { covers, union } from "./ranges";

interface Schema extends DBSchema {
  /** `epoch` and `account`. */
  state: { key: string; value: string | number };
  conversations: { key: ConversationId; value: KeptConversation };
  messages: { key: [ConversationId, Seq]; value: Message };
  /** In the order in which they were written. */
  outbox: { key: number; value: OutboxItem; indexes: { id: string } };
  people: { key: AccountId; value: Person & { asOf: number } };
}

type Writing = IDBPTransaction<Schema, ("state" | "conversations" | "messages")[], "readwrite">;

const databaseName = (account: AccountId) => `parley-${account}`;

/** Opens what this browser keeps for an account. Fails where a browser keeps nothing. */
export async function openKept(account: AccountId): Promise<IDBPDatabase<Schema>> {
  const database = await openDB<Schema>(databaseName(account), 1, {
    upgrade(made) {
      made.createObjectStore("state");
      made.createObjectStore("conversations", { keyPath: "id" });
      made.createObjectStore("messages", { keyPath: ["conversation", "seq"] });
      made
        .createObjectStore("outbox", { keyPath: "n", autoIncrement: true })
        .createIndex("id", "id", { unique: true });
      made.createObjectStore("people", { keyPath: "id" });
    },
    blocking(_current, _blocked, event) {
      // Another tab deletes or renews the database: do not stand in its way
      (event.target as IDBDatabase).close();
    },
  });
  return database;
}

export async function deleteKept(account: AccountId): Promise<void> {
  await deleteDB(databaseName(account));
}

/** {@link LocalCopy} in IndexedDB. */
export class IndexedCopy implements LocalCopy {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  async load(): Promise<Kept> {
    const reading = this.database.transaction(["state", "conversations"]);
    const [epoch, account, conversations] = await Promise.all([
      reading.objectStore("state").get("epoch"),
      reading.objectStore("state").get("account"),
      reading.objectStore("conversations").getAll(),
    ]);
    return {
      ...(typeof epoch === "string" && { epoch }),
      ...(typeof account === "number" && { account }),
      conversations,
    };
  }

  messages(conversation: ConversationId, from: Seq, to: Seq): Promise<Message[]> {
    return this.database.getAll("messages", IDBKeyRange.bound([conversation, from], [conversation, to]));
  }

  async write(delta: Delta): Promise<void> {
    const writing = this.database.transaction(["state", "conversations", "messages"], "readwrite");
    const state = writing.objectStore("state");
    if (delta.epoch !== undefined) void state.put(delta.epoch, "epoch");
    const work = [...delta.conversations].map(([id, change]) => writeConversation(writing, id, change));
    if (delta.account !== undefined) {
      const before = await state.get("account");
      if (typeof before !== "number" || before < delta.account) void state.put(delta.account, "account");
    }
    await Promise.all(work);
    await writing.done;
  }

  async forget(conversation: ConversationId): Promise<void> {
    const writing = this.database.transaction(["conversations", "messages"], "readwrite");
    void writing.objectStore("conversations").delete(conversation);
    void writing.objectStore("messages").delete(allOf(conversation));
    await writing.done;
  }

  async clear(): Promise<void> {
    const writing = this.database.transaction(["state", "conversations", "messages", "people"], "readwrite");
    for (const name of writing.objectStoreNames) void writing.objectStore(name).clear();
    await writing.done;
  }
}

function allOf(conversation: ConversationId): IDBKeyRange {
  return IDBKeyRange.bound([conversation, 0], [conversation, Number.MAX_SAFE_INTEGER]);
}

async function writeConversation(
  writing: Writing,
  id: ConversationId,
  change: ConversationDelta,
): Promise<void> {
  const conversations = writing.objectStore("conversations");
  const messages = writing.objectStore("messages");
  if (change.drop) void messages.delete(allOf(id));
  for (const [from, to] of change.gone ?? []) void messages.delete(IDBKeyRange.bound([id, from], [id, to]));
  const [before, ...older] = await Promise.all([
    conversations.get(id),
    ...change.messages.map((message) => messages.get([id, message.seq])),
  ]);
  const there = change.drop ? undefined : before;
  const about = change.about ?? before?.about;
  if (!about) return;
  change.messages.forEach((message, index) => {
    const old = older[index];
    if (!old || old.rev < message.rev) void messages.put(message);
  });
  const lastThere = there?.last && covers(change.gone ?? [], there.last.seq) ? undefined : there?.last;
  const last = newest(lastThere, change.last);
  const left = change.left ?? (change.about ? undefined : there?.left);
  const aside = change.aside ?? there?.aside;
  const mentioned = change.mentioned ?? there?.mentioned;
  const counted = change.counted ?? there?.counted;
  void conversations.put({
    id,
    about,
    seq: Math.max(there?.seq ?? 0, change.seq ?? 0),
    rev: Math.max(there?.rev ?? 0, change.rev ?? 0),
    read: Math.max(before?.read ?? 0, change.read ?? 0),
    ranges: union(there?.ranges ?? [], change.cover),
    ...(last && { last }),
    ...(left !== undefined && { left }),
    ...(aside && aside.length > 0 && { aside }),
    ...(mentioned && mentioned.length > 0 && { mentioned }),
    ...(counted && { counted }),
  });
}

function newest(one: Message | undefined, other: Message | undefined): Message | undefined {
  if (!one || !other) return one ?? other;
  if (one.seq !== other.seq) return one.seq > other.seq ? one : other;
  return one.rev > other.rev ? one : other;
}

/** {@link OutboxStorage} in IndexedDB. */
export class IndexedOutbox implements OutboxStorage {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  async add(item: OutboxItem): Promise<void> {
    const writing = this.database.transaction("outbox", "readwrite", { durability: "strict" });
    void writing.store.put(item);
    await writing.done;
  }

  all(): Promise<OutboxItem[]> {
    return this.database.getAll("outbox");
  }

  async change(id: string, change: Partial<OutboxItem>): Promise<void> {
    const writing = this.database.transaction("outbox", "readwrite");
    const item = await writing.store.index("id").get(id);
    if (item) void writing.store.put({ ...item, ...change });
    await writing.done;
  }

  async remove(id: string): Promise<void> {
    const writing = this.database.transaction("outbox", "readwrite", { durability: "strict" });
    const key = await writing.store.index("id").getKey(id);
    if (key !== undefined) void writing.store.delete(key);
    await writing.done;
  }
}

/** {@link PeopleStorage} in IndexedDB. */
export class IndexedPeople implements PeopleStorage {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  all(): Promise<(Person & { asOf: number })[]> {
    return this.database.getAll("people");
  }

  async put(people: (Person & { asOf: number })[]): Promise<void> {
    const writing = this.database.transaction("people", "readwrite");
    for (const person of people) void writing.store.put(person);
    await writing.done;
  }
}
