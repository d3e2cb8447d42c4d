/** One at a time by name, over all tabs of this browser. */
export interface Locks {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Holds a name, as others may at the same time, until what comes back is called or the tab is gone. */
  share(name: string): () => void;
  /** Whether anybody shares it. */
  isShared(name: string): Promise<boolean>;
}

/**
 * The browser's own locks. A page served without TLS from another host has none; there the tabs do not know of each
 * other and only this tab is kept in order, which costs a repeated request at the worst, never a message.
 */
export function browserLocks(): Locks {
  // Absent in an insecure context, whatever its type says
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (!locks) return ownLocks();
  return {
    run: async (name, work) => await locks.request(name, work),
    share(name) {
      let end: () => void = () => undefined;
      const over = new Promise<void>((resolve) => (end = resolve));
      void locks.request(name, { mode: "shared" }, () => over);
      return end;
    },
    isShared: async (name) => ((await locks.query()).held ?? []).some((held) => held.name === name),
  };
}

/** Locks that hold within one page only. */
export function ownLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  const shares: string[] = [];
  return {
    run(name, work) {
      const before = tails.get(name) ?? Promise.resolve();
      const mine = before.then(work, work);
      const tail = mine.catch(() => undefined);
      tails.set(name, tail);
      void tail.then(() => {
        if (tails.get(name) === tail) tails.delete(name);
      });
      return mine;
    },
    share(name) {
      shares.push(name);
      return () => {
        const index = shares.indexOf(name);
        if (index >= 0) shares.splice(index, 1);
      };
    },
    isShared: (name) => Promise.resolve(shares.includes(name)),
  };
}
