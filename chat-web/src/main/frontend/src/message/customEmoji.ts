/** An emoji of the organization's own, as the server lists it. */
export interface CustomEmoji {
  name: string;
  /** Names its picture. */
  key: string;
}

const AGAIN_MS = 60_000;
const SIGN = /^:([a-z][a-z0-9_+-]{1,31}):$/;

/**
 * The emoji of the organization of whoever is signed in. There is one of it, because what draws messages has no one else to
 * ask. Nobody tells of new ones: the list is asked for at the start, and when a name is met that is not in it.
 */
class CustomEmojis {
  private readonly listeners = new Set<() => void>();
  /** In the order of the alphabet; another array whenever there are others. */
  names: readonly string[] = [];
  private known = new Map<string, string>();
  private load: (() => Promise<CustomEmoji[]>) | undefined;
  private askedAt = -Infinity;
  private changes = 0;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  /** Somebody has signed in, or nobody is any more. */
  begin(load: (() => Promise<CustomEmoji[]>) | undefined): void {
    this.load = load;
    this.put([]);
    if (load) void this.reload();
  }

  /** Where the picture of one is, by its name; nothing if there is none, as far as is known. */
  picture(name: string): string | undefined {
    const key = this.known.get(name);
    if (key === undefined && this.load && Date.now() - this.askedAt > AGAIN_MS) void this.reload();
    return key === undefined ? undefined : `/api/v1/emoji/pictures/${key}`;
  }

  /** The same by what it is written as, `:name:`. */
  pictureOf(sign: string): string | undefined {
    const name = SIGN.exec(sign)?.[1];
    return name === undefined ? undefined : this.picture(name);
  }

  async reload(): Promise<void> {
    const { load } = this;
    this.askedAt = Date.now();
    try {
      const listed = await load?.();
      if (listed && load === this.load) this.put(listed);
    } catch {
      // Names are shown instead of pictures, and the list is asked for again
    }
  }

  private put(listed: readonly CustomEmoji[]): void {
    const known = new Map(listed.map(({ name, key }) => [name, key]));
    const same =
      known.size === this.known.size && [...known].every(([name, key]) => this.known.get(name) === key);
    if (same) return;
    this.known = known;
    this.names = [...known.keys()];
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}

export const customEmojis = new CustomEmojis();
