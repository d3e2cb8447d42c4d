/**
 * What the server tells of this account's own state, by keys, kept on this device beside the checkpoint that speaks of it.
 * Of more than so many entries those that were told longest ago are dropped.
 */
export class OwnEntries<T> {
  private readonly listeners = new Set<() => void>();
  private entries: ReadonlyMap<string, T>;
  private listed: readonly T[] | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly key: string,
    private readonly most = 1_000,
  ) {
    this.entries = this.kept();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(key: string): T | undefined {
    return this.entries.get(key);
  }

  get all(): readonly T[] {
    this.listed ??= [...this.entries.values()];
    return this.listed;
  }

  /** Takes what was told; without a value the entry is gone. */
  take(told: readonly (readonly [string, T | undefined])[]): void {
    const entries = new Map(this.entries);
    for (const [key, value] of told) {
      entries.delete(key);
      if (value !== undefined) entries.set(key, value);
    }
    this.write([...entries].slice(-this.most));
  }

  /** Another tab of this browser has written. */
  stored(key: string): void {
    if (key === this.key) this.show(this.kept());
  }

  /** Takes it off this device. */
  forget(): void {
    this.storage.removeItem(this.key);
    this.show(new Map());
  }

  private write(entries: [string, T][]): void {
    try {
      this.storage.setItem(this.key, JSON.stringify(entries));
    } catch {
      // It lasts as long as the page
    }
    this.show(new Map(entries));
  }

  private show(entries: ReadonlyMap<string, T>): void {
    this.entries = entries;
    this.listed = undefined;
    for (const listener of this.listeners) listener();
  }

  private kept(): ReadonlyMap<string, T> {
    try {
      return new Map(JSON.parse(this.storage.getItem(this.key) ?? "[]") as [string, T][]);
    } catch {
      return new Map();
    }
  }
}
