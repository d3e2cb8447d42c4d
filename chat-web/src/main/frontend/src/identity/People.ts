import type { Api, Person } from "@/wire/Api";
import type { AccountId } from "@/wire/wire";

/** Where names outlive the page. */
export interface PeopleStorage {
  all(): Promise<(Person & { asOf: number })[]>;
  put(people: (Person & { asOf: number })[]): Promise<void>;
}

/** For browsers that keep nothing. */
export const noPeople: PeopleStorage = { all: () => Promise.resolve([]), put: () => Promise.resolve() };

const FRESH_MS = 24 * 60 * 60 * 1000;
const GATHER_MS = 30;
const MOST_AT_ONCE = 100;

/** Who somebody is, by id. What is not known is asked for, many at a time. */
export class People {
  private readonly known = new Map<AccountId, Person & { asOf: number }>();
  private readonly wanted = new Set<AccountId>();
  private readonly asked = new Set<AccountId>();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows when somebody becomes known. */
  version = 0;

  constructor(
    private readonly api: Pick<Api, "people" | "searchPeople">,
    private readonly storage: PeopleStorage,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async load(): Promise<void> {
    for (const person of await this.storage.all()) this.known.set(person.id, person);
    this.tell();
  }

  /** Who it is, if that is known here; else it will be. */
  get(id: AccountId): Person | undefined {
    const person = this.known.get(id);
    if (!person || Date.now() - person.asOf > FRESH_MS) this.want(id);
    return person;
  }

  /** Who has this username, if that is known here. */
  named(username: string): AccountId | undefined {
    const wanted = username.toLowerCase();
    for (const person of this.known.values()) if (person.username.toLowerCase() === wanted) return person.id;
    return undefined;
  }

  /** People who came along with something else. */
  remember(people: readonly Person[]): void {
    const asOf = Date.now();
    const fresh = people.map((person) => ({ ...person, asOf }));
    const news = fresh.some(({ id, displayName }) => this.known.get(id)?.displayName !== displayName);
    for (const person of fresh) this.known.set(person.id, person);
    void this.storage.put(fresh).catch(() => undefined);
    if (news) this.tell();
  }

  async search(words: string, signal?: AbortSignal): Promise<Person[]> {
    const { accounts } = await this.api.searchPeople(words, signal);
    this.remember(accounts);
    return accounts;
  }

  /** The connection is there again: ask for those whom nobody answered for. */
  retry(): void {
    for (const id of this.asked) this.wanted.add(id);
    this.asked.clear();
    this.askSoon();
  }

  private want(id: AccountId): void {
    if (this.asked.has(id) || this.wanted.has(id)) return;
    this.wanted.add(id);
    this.askSoon();
  }

  private askSoon(): void {
    if (this.wanted.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, GATHER_MS);
  }

  private async ask(): Promise<void> {
    const ids = [...this.wanted].slice(0, MOST_AT_ONCE);
    for (const id of ids) {
      this.wanted.delete(id);
      this.asked.add(id);
    }
    this.askSoon();
    try {
      const { accounts } = await this.api.people(ids);
      this.remember(accounts);
      for (const { id } of accounts) this.asked.delete(id);
    } catch {
      // They stay among the asked, and are asked for again when the connection is back
    }
  }

  private tell(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}
